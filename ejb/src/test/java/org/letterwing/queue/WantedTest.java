package org.letterwing.queue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WantedTest {

    private static final List<Wanted> SETS = List.of(
            Wanted.ALL,
            Wanted.NOTHING,
            Wanted.only(Set.of("a", "b")),
            Wanted.only(Set.of("b", "c")),
            Wanted.allBut(Set.of("a", "b")),
            Wanted.allBut(Set.of("b", "c")));

    @Test
    void setsOfDomainsAreCombinedAsSetsAre() {
        for (Wanted one : SETS) {
            for (Wanted other : SETS) {
                for (String domain : List.of("a", "b", "c", "d")) {
                    boolean in = one.contains(domain);
                    boolean inOther = other.contains(domain);
                    assertEquals(in && inOther, one.and(other).contains(domain));
                    assertEquals(in || inOther, one.or(other).contains(domain));
                    assertEquals(in && !inOther, one.without(other).contains(domain));
                }
            }
        }
    }

    @Test
    void nothingIsLeftOfASetWithoutItself() {
        for (Wanted one : SETS) {
            assertTrue(one.without(one).isNothing());
            assertTrue(one.without(Wanted.ALL).isNothing());
        }
        assertFalse(Wanted.ALL.isNothing());
    }
}
