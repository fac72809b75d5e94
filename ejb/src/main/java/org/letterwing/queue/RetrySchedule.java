package org.letterwing.queue;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long an entry waits between attempts (RFC 5321 4.5.4.1): each time twice as long up to a most, and up to a tenth
 * longer, so that what failed together doesn't come back together.
 *
 * @param first the wait after the first attempt
 * @param most the longest wait
 * @param chance gives numbers from 0 to 1
 */
record RetrySchedule(Duration first, Duration most, DoubleSupplier chance) {

    private static final double SPREAD = 0.1;

    /** Returns how long to wait after this many attempts, from 1. */
    Duration after(int attempts) {
        int doublings = Math.min(attempts - 1, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        Duration base = wait.compareTo(most) < 0 ? wait : most;
        return base.plusMillis((long) (base.toMillis() * SPREAD * chance.getAsDouble()));
    }
}
