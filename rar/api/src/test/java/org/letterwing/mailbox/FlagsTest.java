package org.letterwing.mailbox;

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.FlagChange.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Flags, and what becomes of them. */
class FlagsTest {

    private static final Flags SEEN_LATER = new Flags(Set.of(SystemFlag.SEEN), Set.of("Later"));

    @Test
    void changesAddAndTakeAwayAndReplace() {
        Flags other = new Flags(Set.of(SystemFlag.DRAFT), Set.of("$Important"));
        assertEquals(
                new Flags(Set.of(SystemFlag.SEEN, SystemFlag.DRAFT), Set.of("Later", "$Important")),
                SEEN_LATER.changed(new FlagChange(Kind.ADD, other)));
        assertEquals(SEEN_LATER, SEEN_LATER.changed(new FlagChange(Kind.REMOVE, other)));
        assertEquals(other, SEEN_LATER.changed(new FlagChange(Kind.REPLACE, other)));
    }

    @Test
    void keywordsAreTheSameInAnyCase() {
        Flags shouted = new Flags(Set.of(), Set.of("LATER"));
        assertEquals(SEEN_LATER, SEEN_LATER.changed(new FlagChange(Kind.ADD, shouted)));
        assertEquals(
                new Flags(Set.of(SystemFlag.SEEN), Set.of()), SEEN_LATER.changed(new FlagChange(Kind.REMOVE, shouted)));
    }
}
