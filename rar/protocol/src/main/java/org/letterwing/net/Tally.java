package org.letterwing.net;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts for each key what it does in a time, and says when that is too much. The time slides: what was done in the time
 * before counts by the share of it that is not yet over.
 *
 * <p>Its memory is bounded: beyond a number of keys the one that was quiet for longest is forgotten. Thread-safe.
 */
public final class Tally {

    /** How many keys are kept: some two megabytes. */
    static final int KEYS = 20_000;

    private final long window;
    private final long limit;
    private final LongSupplier clock;
    private final Map<Object, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Count> eldest) {
            return size() > KEYS;
        }
    };

    private static final class Count {
        private long began;
        private long before;
        private long now;
    }

    /**
     * Begins to count.
     *
     * @param limit the most of a key in the time; 0 for no limit
     */
    public Tally(Duration window, long limit) {
        this(window, limit, System::nanoTime);
    }

    Tally(Duration window, long limit, LongSupplier nanos) {
        this.window = window.toNanos();
        this.limit = limit;
        this.clock = nanos;
    }

    /** Counts one more of a key, and returns true; false if that would be too much, and then it doesn't count. */
    public synchronized boolean add(Object key) {
        if (limit == 0) {
            return true;
        }
        long time = clock.getAsLong();
        Count count = counts.computeIfAbsent(key, k -> {
            Count first = new Count();
            first.began = time;
            return first;
        });
        long windows = (time - count.began) / window;
        if (windows > 0) {
            count.before = windows == 1 ? count.now : 0;
            count.now = 0;
            count.began += windows * window;
        }
        double rest = 1 - (double) (time - count.began) / window;
        if (count.before * rest + count.now + 1 > limit) {
            return false;
        }
        count.now++;
        return true;
    }

    /** Returns how many keys are kept. */
    synchronized int keys() {
        return counts.size();
    }
}
