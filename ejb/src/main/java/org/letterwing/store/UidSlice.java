package org.letterwing.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.letterwing.mailbox.UidSet;

/**
 * So much of a set of UIDs as one statement takes: a range, or some within one.
 *
 * @param first the lowest
 * @param last the highest
 * @param only those that are meant; null for all of the range
 */
record UidSlice(long first, long last, Long[] only) {

    private static final int MOST = 1000;

    /** What is true of an entry whose UID lies in the slice. */
    private static final String IN_RANGE = " AND e.uid BETWEEN ? AND ?";

    /** Cuts a set into slices. A range alone is never cut, for most of its UIDs may be nobody's. */
    static List<UidSlice> of(UidSet uids) {
        List<UidSlice> slices = new ArrayList<>();
        List<Long> gathered = new ArrayList<>();
        List<UidSet.Range> ranges = uids.ranges();
        for (UidSet.Range range : ranges) {
            long size = range.last() - range.first() + 1;
            if (gathered.size() + size > MOST) {
                gathered(gathered, slices);
            }
            if (size > MOST || ranges.size() == 1) {
                slices.add(new UidSlice(range.first(), range.last(), null));
            } else {
                LongStream.rangeClosed(range.first(), range.last()).forEach(gathered::add);
            }
        }
        gathered(gathered, slices);
        return slices;
    }

    private static void gathered(List<Long> uids, List<UidSlice> slices) {
        if (!uids.isEmpty()) {
            slices.add(new UidSlice(uids.get(0), uids.get(uids.size() - 1), uids.toArray(Long[]::new)));
            uids.clear();
        }
    }

    /** Returns the SQL condition on {@code e.uid}, which begins with AND. */
    String condition() {
        return only == null ? IN_RANGE : IN_RANGE + " AND e.uid = ANY(?)";
    }

    /** Returns parameters with those of the condition behind them. */
    Object[] parameters(Object... before) {
        List<Object> all = new ArrayList<>(Arrays.asList(before)); // which may be null
        all.add(first);
        all.add(last);
        if (only != null) {
            all.add(only);
        }
        return all.toArray();
    }
}
