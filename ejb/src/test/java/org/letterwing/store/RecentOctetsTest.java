package org.letterwing.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.store.RecentOctets.Key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class RecentOctetsTest {

    private static final Key ONE = new Key(1, 100);
    private static final Key TWO = new Key(2, 100);
    private static final Key THREE = new Key(3, 100);

    private final RecentOctets recent = new RecentOctets(2500);

    @Test
    void givesWhatItKeeps() {
        byte[] octets = new byte[10];
        recent.keep(Map.of(ONE, octets));
        assertSame(octets, recent.of(List.of(ONE, TWO)).get(ONE));
        assertEquals(Set.of(ONE), recent.of(List.of(ONE, TWO)).keySet());
    }

    @Test
    void whatIsUsedLeastGoesFirst() {
        recent.keep(Map.of(ONE, new byte[1000]));
        recent.keep(Map.of(TWO, new byte[1000]));
        recent.of(List.of(ONE));
        recent.keep(Map.of(THREE, new byte[1000]));
        assertEquals(Set.of(ONE, THREE), recent.of(List.of(ONE, TWO, THREE)).keySet());
    }

    @Test
    void theSameTakesItsRoomOnce() {
        for (int i = 0; i < 100; i++) {
            recent.keep(Map.of(ONE, new byte[1000]));
        }
        recent.keep(Map.of(TWO, new byte[1000]));
        assertEquals(Set.of(ONE, TWO), recent.of(List.of(ONE, TWO)).keySet());
    }

    @Test
    void whatIsTooLongDrivesNothingOut() {
        recent.keep(Map.of(ONE, new byte[1000]));
        recent.keep(Map.of(TWO, new byte[RecentOctets.LONGEST + 1]));
        assertEquals(Set.of(ONE), recent.of(List.of(ONE, TWO)).keySet());
    }

    @Test
    void aMessageOfAnotherSizeIsAnotherOne() {
        recent.keep(Map.of(ONE, new byte[10]));
        assertEquals(Map.of(), recent.of(List.of(new Key(1, 101))));
    }
}
