package org.letterwing.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

/**
 * Notices when a client has been silent for too long. One timer a session, which runs about once in the time allowed,
 * so that activity costs no more than reading the clock.
 *
 * <p>Lives on one event loop.
 */
final class IdleWatch {

    private final EventExecutor executor;
    private final long nanos;
    private final Runnable silent;
    private long last = System.nanoTime();
    private Future<?> timer;

    IdleWatch(EventExecutor executor, Duration timeout, Runnable silent) {
        this.executor = executor;
        this.nanos = timeout.toNanos();
        this.silent = silent;
        schedule(nanos);
    }

    /** Starts the time anew. */
    void touch() {
        last = System.nanoTime();
    }

    void cancel() {
        timer.cancel(false);
    }

    private void schedule(long delay) {
        timer = executor.schedule(this::check, delay, TimeUnit.NANOSECONDS);
    }

    private void check() {
        long left = nanos - (System.nanoTime() - last);
        if (left > 0) {
            schedule(left);
        } else {
            touch();
            schedule(nanos);
            silent.run();
        }
    }
}
