package org.letterwing.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The octets that all sessions together keep in memory for their clients: input that waits, and mails on their way in.
 * What is taken is given back exactly once, by whoever took it. Thread-safe.
 */
public final class MemoryBudget {

    /** Without a bound. */
    public static final MemoryBudget UNBOUNDED = new MemoryBudget(Long.MAX_VALUE);

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final LongAdder refusals = new LongAdder();

    /**
     * Makes a budget of which nothing is used.
     *
     * @param limit in octets
     */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Takes octets that are not there yet.
     *
     * @return false if that would be too much; then nothing is taken
     */
    public boolean take(long octets) {
        // What doesn't fit must not stand in the way of what does, not even for a moment.
        long before = used.getAndUpdate(now -> now + octets <= limit ? now + octets : now);
        boolean taken = before + octets <= limit;
        if (!taken) {
            refuse();
        }
        return taken;
    }

    /** Counts octets that are there already, be it too much. */
    void count(long octets) {
        used.addAndGet(octets);
    }

    /** Gives octets back. */
    public void give(long octets) {
        used.addAndGet(-octets);
    }

    /** Something was refused because all is used. */
    void refuse() {
        refusals.increment();
    }

    /** Returns how often something was refused. */
    public long refusals() {
        return refusals.sum();
    }

    /** Returns whether all is used. */
    boolean isUsedUp() {
        return used.get() >= limit;
    }

    /** Returns how many octets are used. */
    public long used() {
        return used.get();
    }
}
