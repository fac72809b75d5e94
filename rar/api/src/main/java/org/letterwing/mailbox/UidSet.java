package org.letterwing.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.StringJoiner;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * A set of UIDs, in ascending order, kept as ranges: ten thousand that follow each other take no more room than one.
 * Immutable.
 */
public final class UidSet implements Iterable<Long> {

    /** The highest UID (RFC 9051 2.3.1.1). */
    public static final long MAX = 0xFFFF_FFFFL;

    /** Without any. */
    public static final UidSet EMPTY = new UidSet(new long[0]);

    /** First and last of each range in turn: ascending, apart by more than one. */
    private final long[] bounds;

    /** How many there are up to the end of each range. */
    private final long[] counts;

    private UidSet(long[] bounds) {
        this.bounds = bounds;
        counts = new long[bounds.length / 2];
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += bounds[2 * i + 1] - bounds[2 * i] + 1;
            counts[i] = count;
        }
    }

    /**
     * A range of UIDs.
     *
     * @param first the lowest
     * @param last the highest
     */
    public record Range(long first, long last) {}

    /** Returns the set of one range; empty if it ends before it begins. */
    public static UidSet range(long first, long last) {
        return first > last ? EMPTY : new UidSet(new long[] {first, last});
    }

    /** Returns the set of some UIDs in any order. */
    public static UidSet of(long... uids) {
        long[] sorted = uids.clone();
        Arrays.sort(sorted);
        var builder = new Builder();
        for (long uid : sorted) {
            builder.add(uid, uid);
        }
        return builder.build();
    }

    /** Returns the set of some UIDs in any order. */
    public static UidSet of(Collection<Long> uids) {
        return of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    /** Returns the set of ranges in any order, which may overlap. */
    public static UidSet ofRanges(Collection<Range> ranges) {
        var builder = new Builder();
        ranges.stream()
                .filter(range -> range.first() <= range.last())
                .sorted((a, b) -> Long.compare(a.first(), b.first()))
                .forEach(range -> builder.add(range.first(), range.last()));
        return builder.build();
    }

    /** Returns how many there are. */
    public long size() {
        return counts.length == 0 ? 0 : counts[counts.length - 1];
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Returns the lowest. */
    public long first() {
        return get(0);
    }

    /** Returns the highest. */
    public long last() {
        return get(size() - 1);
    }

    public boolean contains(long uid) {
        int at = rangeOf(uid);
        return at < counts.length && bounds[2 * at] <= uid;
    }

    /** Returns how many are lower than a UID. */
    public long countBelow(long uid) {
        int at = rangeOf(uid);
        long before = at == 0 ? 0 : counts[at - 1];
        return at < counts.length && bounds[2 * at] < uid ? before + uid - bounds[2 * at] : before;
    }

    /**
     * Returns one by its place.
     *
     * @param index from 0, in ascending order
     */
    public long get(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("No UID at " + index + " of " + size());
        }
        int found = Arrays.binarySearch(counts, index + 1);
        int at = found < 0 ? -found - 1 : found;
        return bounds[2 * at + 1] - (counts[at] - index - 1);
    }

    /** Returns the first range that does not end below a UID. */
    private int rangeOf(long uid) {
        int low = 0;
        int high = counts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns all that are in this set or in the other. */
    public UidSet union(UidSet other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        List<Range> all = new ArrayList<>(ranges());
        all.addAll(other.ranges());
        return ofRanges(all);
    }

    /** Returns all that are in both sets. */
    public UidSet intersect(UidSet other) {
        var builder = new Builder();
        int here = 0;
        int there = 0;
        while (here < counts.length && there < other.counts.length) {
            builder.add(
                    Math.max(bounds[2 * here], other.bounds[2 * there]),
                    Math.min(bounds[2 * here + 1], other.bounds[2 * there + 1]));
            if (bounds[2 * here + 1] < other.bounds[2 * there + 1]) {
                here++;
            } else {
                there++;
            }
        }
        return builder.build();
    }

    /** Returns all that are in this set and not in the other. */
    public UidSet minus(UidSet other) {
        var builder = new Builder();
        int there = 0;
        for (Range range : ranges()) {
            long from = range.first();
            while (there < other.counts.length && other.bounds[2 * there + 1] < from) {
                there++;
            }
            for (int i = there; i < other.counts.length && other.bounds[2 * i] <= range.last(); i++) {
                builder.add(from, other.bounds[2 * i] - 1);
                from = Math.max(from, other.bounds[2 * i + 1] + 1);
            }
            builder.add(from, range.last());
        }
        return builder.build();
    }

    /** Returns the ranges in ascending order, with a gap between each two. */
    public List<Range> ranges() {
        Range[] ranges = new Range[counts.length];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(bounds[2 * i], bounds[2 * i + 1]);
        }
        return List.of(ranges);
    }

    @Override
    public PrimitiveIterator.OfLong iterator() {
        return new PrimitiveIterator.OfLong() {

            private int range;
            private long next = isEmpty() ? 0 : bounds[0];

            @Override
            public boolean hasNext() {
                return range < counts.length;
            }

            @Override
            public long nextLong() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long uid = next++;
                if (next > bounds[2 * range + 1] && ++range < counts.length) {
                    next = bounds[2 * range];
                }
                return uid;
            }
        };
    }

    /** Returns all in ascending order. */
    public LongStream stream() {
        return StreamSupport.stream(spliterator(), false).mapToLong(Long::longValue);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** Returns the form of RFC 9051's {@code uid-set}, such as {@code 1:3,7}. */
    @Override
    public String toString() {
        var text = new StringJoiner(",");
        for (Range range : ranges()) {
            text.add(range.first() == range.last() ? "" + range.first() : range.first() + ":" + range.last());
        }
        return text.toString();
    }

    /** Puts ranges together that come in the order of their firsts. */
    private static final class Builder {

        private long[] bounds = new long[8];
        private int length;

        private void add(long first, long last) {
            if (first > last) {
                return;
            }
            if (length > 0 && first <= bounds[length - 1] + 1) {
                bounds[length - 1] = Math.max(bounds[length - 1], last);
                return;
            }
            if (length == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * length);
            }
            bounds[length++] = first;
            bounds[length++] = last;
        }

        private UidSet build() {
            return length == 0 ? EMPTY : new UidSet(Arrays.copyOf(bounds, length));
        }
    }
}
