package org.letterwing.authentication.arrival;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.letterwing.api.InboundMail;
import org.letterwing.spi.CheckedMail;

/**
 * Threads on which mails are checked, for a check may wait for DNS. Mails that aren't checked have other threads, and never
 * wait for those that are. Thread-safe.
 */
public final class ArrivalLanes implements AutoCloseable {

    /** How many mails are checked at once. */
    static final int AT_ONCE = 64;

    /** How many more wait for that. */
    static final int WAITING = 256;

    private static final int OTHERS_AT_ONCE = 4;
    private static final int OTHERS_WAITING = 1024;
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;

    private final ArrivalCheck check;
    private final ThreadPoolExecutor checks;
    private final ThreadPoolExecutor others;

    private record Task(Supplier<CheckedMail> work, CompletableFuture<CheckedMail> result) implements Runnable {

        @Override
        public void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** Makes lanes with threads of a factory. */
    public ArrivalLanes(ArrivalCheck check, ThreadFactory threads) {
        this.check = check;
        checks = pool(AT_ONCE, WAITING, threads);
        others = pool(OTHERS_AT_ONCE, OTHERS_WAITING, threads);
    }

    private static ThreadPoolExecutor pool(int atOnce, int waiting, ThreadFactory threads) {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(waiting);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Checks a mail; if too many are being checked, it is marked as one of which nothing is known. */
    public CompletionStage<CheckedMail> check(InboundMail mail) {
        try {
            return on(checks, () -> check.check(mail));
        } catch (RejectedExecutionException e) {
            return passed(() -> check.unknown(mail, "too many mails are being checked"));
        }
    }

    /** Takes a mail that is not checked; fails if very many wait, for the caller's thread must not read mail. */
    public CompletionStage<CheckedMail> pass(InboundMail mail) {
        return passed(() -> check.unchecked(mail));
    }

    private CompletionStage<CheckedMail> passed(Supplier<CheckedMail> work) {
        try {
            return on(others, work);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CompletionStage<CheckedMail> on(ThreadPoolExecutor lane, Supplier<CheckedMail> work) {
        Task task = new Task(work, new CompletableFuture<>());
        lane.execute(task);
        return task.result();
    }

    /** Ends the threads after what they do now, if that ends soon; mails that still wait fail. */
    @Override
    public void close() {
        for (ThreadPoolExecutor lane : new ThreadPoolExecutor[] {checks, others}) {
            for (Runnable waiting : lane.shutdownNow()) {
                ((Task) waiting).result().completeExceptionally(new RejectedExecutionException("The server stops"));
            }
        }
        try {
            checks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
