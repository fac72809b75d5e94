package org.letterwing.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Counts failed logins of late, in memory that is bounded. Thread-safe. */
final class FailureCounts {

    /** After so long without a failure the earlier ones are forgotten. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int KEPT = 20_000;

    private final Map<Subject, Count> counts = new Memory<>(KEPT);

    private record Count(int failures, Instant last) {}

    /**
     * Counts a failure.
     *
     * @param limit how many there may be; 0 for any number
     * @return whether the limit is reached; then the count starts anew
     */
    synchronized boolean add(Subject subject, int limit, Instant now) {
        if (limit == 0) {
            return false;
        }
        Count before = counts.get(subject);
        int failures = before == null || before.last().plus(WINDOW).isBefore(now) ? 1 : before.failures() + 1;
        if (failures >= limit) {
            counts.remove(subject);
            return true;
        }
        counts.put(subject, new Count(failures, now));
        return false;
    }

    synchronized int size() {
        return counts.size();
    }
}
