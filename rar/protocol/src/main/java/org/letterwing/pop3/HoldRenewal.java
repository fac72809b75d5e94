package org.letterwing.pop3;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import org.letterwing.pop3.Pop3Backend.Maildrop;

/** Renews the hold of a maildrop as long as its session lives. Lives on one event loop. */
final class HoldRenewal {

    /** After so many renewals without an answer the hold has surely ended. */
    static final int LIMIT = 3;

    private final EventExecutor executor;
    private final Maildrop maildrop;
    private final Runnable lost;
    private final AtomicInteger unanswered = new AtomicInteger();
    private Future<?> timer;

    /**
     * Starts.
     *
     * @param lost runs when the hold can't be renewed any more
     */
    HoldRenewal(EventExecutor executor, Maildrop maildrop, Runnable lost) {
        this.executor = executor;
        this.maildrop = maildrop;
        this.lost = lost;
        schedule();
    }

    void stop() {
        timer.cancel(false);
    }

    private void schedule() {
        timer = executor.schedule(this::renew, Maildrop.RENEWAL_SECONDS, TimeUnit.SECONDS);
    }

    private void renew() {
        if (unanswered.getAndIncrement() == LIMIT) {
            lost.run();
            return;
        }
        schedule();
        maildrop.renew().thenRun(() -> unanswered.set(0));
    }
}
