package org.letterwing.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Sets of UIDs behave as sets of numbers do. */
class UidSetTest {

    private static TreeSet<Long> all(UidSet set) {
        TreeSet<Long> all = new TreeSet<>();
        set.iterator().forEachRemaining((Long uid) -> all.add(uid));
        return all;
    }

    @Property
    void operationsAreThoseOfSets(
            @ForAll @Size(max = 40) Set<@LongRange(min = 1, max = 60) Long> one,
            @ForAll @Size(max = 40) Set<@LongRange(min = 1, max = 60) Long> other) {
        UidSet a = UidSet.of(one);
        UidSet b = UidSet.of(other);
        TreeSet<Long> expected = new TreeSet<>(one);
        assertEquals(expected, all(a));
        assertEquals(expected.size(), a.size());

        TreeSet<Long> union = new TreeSet<>(one);
        union.addAll(other);
        assertEquals(UidSet.of(union), a.union(b));
        TreeSet<Long> intersection = new TreeSet<>(one);
        intersection.retainAll(other);
        assertEquals(UidSet.of(intersection), a.intersect(b));
        TreeSet<Long> difference = new TreeSet<>(one);
        difference.removeAll(other);
        assertEquals(UidSet.of(difference), a.minus(b));
    }

    @Property
    void placesAreInAscendingOrder(@ForAll @Size(max = 40) Set<@LongRange(min = 1, max = 60) Long> uids) {
        UidSet set = UidSet.of(uids);
        List<Long> ordered = new ArrayList<>(new TreeSet<>(uids));
        for (int i = 0; i < ordered.size(); i++) {
            assertEquals(ordered.get(i), set.get(i));
        }
        for (long uid = 0; uid <= 61; uid++) {
            long at = uid;
            assertEquals(uids.contains(uid), set.contains(uid));
            assertEquals(ordered.stream().filter(each -> each < at).count(), set.countBelow(uid));
        }
    }

    @Property
    void whatIsWrittenIsShort(@ForAll @Size(max = 40) Set<@LongRange(min = 1, max = 60) Long> uids) {
        TreeSet<Long> read = new TreeSet<>();
        String written = UidSet.of(uids).toString();
        for (String range : written.isEmpty() ? new String[0] : written.split(",")) {
            String[] ends = range.split(":");
            for (long uid = Long.parseLong(ends[0]); uid <= Long.parseLong(ends[ends.length - 1]); uid++) {
                read.add(uid);
            }
        }
        assertEquals(new TreeSet<>(uids), read);
    }

    @Test
    void millionsThatFollowEachOtherAreOneRange() {
        UidSet most = UidSet.range(1, UidSet.MAX);
        assertEquals(UidSet.MAX, most.size());
        assertEquals(UidSet.MAX, most.last());
        assertEquals("1:99,101:4294967295", most.minus(UidSet.of(100)).toString());
        assertEquals(most, most.minus(UidSet.of(100)).union(UidSet.of(100)));
    }

    @Test
    void anEmptySetHasNoEnds() {
        assertEquals(UidSet.EMPTY, UidSet.range(2, 1));
        assertEquals("", UidSet.EMPTY.toString());
        assertFalse(UidSet.EMPTY.iterator().hasNext());
        assertThrows(IndexOutOfBoundsException.class, UidSet.EMPTY::first);
    }

    @Test
    void rangesMayOverlapAndStandInAnyOrder() {
        assertEquals(
                "1:10,12",
                UidSet.ofRanges(List.of(
                                new UidSet.Range(12, 12),
                                new UidSet.Range(5, 10),
                                new UidSet.Range(3, 2),
                                new UidSet.Range(1, 7)))
                        .toString());
    }
}
