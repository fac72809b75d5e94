package org.letterwing.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition with a deadline. */
final class Wait {

    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Wait() {}

    /**
     * Returns when the condition holds. A condition that throws doesn't hold yet.
     *
     * @throws AssertionError if it still doesn't hold at the deadline, its last exception as the cause
     */
    static void until(String what, Duration limit, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(POLL_NANOS);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what, last);
    }
}
