package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Sets of message numbers and UIDs mean what RFC 9051 9 says (sequence-set). */
class SequenceSetTest {

    private static SelectedMailbox mailbox(TreeSet<Long> uids) {
        return new SelectedMailbox(
                "INBOX", new OpenMailbox(1, "F1", 1, uids.last() + 5, 1, UidSet.of(uids), 0, 1, Set.of()), false, null);
    }

    private static SequenceSet parse(String text) throws SyntaxException {
        return SequenceSet.parse(new Arguments(text.getBytes(StandardCharsets.US_ASCII), false));
    }

    @Property
    void rangesOfUidsHaveTheirEndsInAnyOrder(
            @ForAll @NotEmpty @Size(max = 30) Set<@LongRange(min = 1, max = 50) Long> uids,
            @ForAll @LongRange(min = 1, max = 60) long one,
            @ForAll @LongRange(min = 1, max = 60) long other)
            throws SyntaxException {
        TreeSet<Long> all = new TreeSet<>(uids);
        TreeSet<Long> expected = new TreeSet<>(all.subSet(Math.min(one, other), true, Math.max(one, other), true));
        assertEquals(UidSet.of(expected), parse(one + ":" + other).resolve(mailbox(all), true));
        TreeSet<Long> open = new TreeSet<>(all.tailSet(one, true));
        open.add(all.last());
        assertEquals(UidSet.of(open), parse(one + ":*").resolve(mailbox(all), true));
        assertEquals(UidSet.of(open), parse("*:" + one).resolve(mailbox(all), true));
    }

    @Property
    void numbersArePlaces(
            @ForAll @NotEmpty @Size(max = 30) Set<@LongRange(min = 1, max = 50) Long> uids,
            @ForAll @LongRange(min = 1, max = 30) long one,
            @ForAll @LongRange(min = 1, max = 30) long other)
            throws SyntaxException {
        List<Long> all = List.copyOf(new TreeSet<>(uids));
        long first = Math.min(Math.min(one, other), all.size());
        long last = Math.min(Math.max(one, other), all.size());
        UidSet expected = UidSet.of(all.subList((int) first - 1, (int) last));
        assertEquals(expected, parse(last + ":" + first).resolve(mailbox(new TreeSet<>(uids)), false));
        assertEquals(
                expected.union(UidSet.of(all.get(all.size() - 1))),
                parse(first + ":" + last + ",*").resolve(mailbox(new TreeSet<>(uids)), false));
    }
}
