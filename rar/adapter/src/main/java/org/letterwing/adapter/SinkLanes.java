package org.letterwing.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

import org.letterwing.api.InboundMail;
import org.letterwing.spi.Verdict;

/**
 * The group commit: collects mails across connections and hands them to the sink in batches.
 *
 * <p>While one transaction commits, the next batch forms; a single mail that finds no transaction under way goes at
 * once. A large mail travels alone, in a lane of its own. Thread-safe.
 */
final class SinkLanes implements AutoCloseable {

    /** How many batches commit at once. */
    private static final int LANES = 4;

    /** How many large mails commit at once. */
    private static final int LARGE_LANES = 2;

    /** The most mails of a batch. */
    private static final int MAX_MAILS = 64;

    /** The most octets of a batch, but for one mail that is larger than the rest together. */
    private static final long MAX_OCTETS = 4L << 20;

    /** The size in octets from which a mail travels alone. */
    private static final long LARGE = 1L << 20;

    /** How many mails may wait; each of them is in memory up to the setting {@code letterwing.message.memory-limit}. */
    private static final int CAPACITY = 1024;

    /** How long a batch may take before the next one goes beside it, in milliseconds. */
    private static final long PATIENCE = 100;

    private final BatchQueue small = new BatchQueue(MAX_MAILS, MAX_OCTETS, CAPACITY, PATIENCE);
    private final BlockingQueue<Waiting> large = new ArrayBlockingQueue<>(CAPACITY);
    private final List<LongRunningWork> works = new ArrayList<>();
    private final SinkDelivery delivery;

    /** A mail that waits for its verdict. */
    record Waiting(InboundMail mail, CompletableFuture<Verdict> verdict) {}

    SinkLanes(WorkManager workManager, SinkDelivery delivery) throws WorkException {
        this.delivery = delivery;
        for (int i = 1; i <= LANES; i++) {
            works.add(LongRunningWork.start(workManager, "sink-" + i, this::commitBatch));
        }
        for (int i = 1; i <= LARGE_LANES; i++) {
            works.add(LongRunningWork.start(workManager, "sink-large-" + i, this::commitLarge));
        }
    }

    /**
     * Queues a mail.
     *
     * @return completes with the verdict after the transaction's end; fails at once with {@link SinkBusyException} if
     *     too many mails wait
     */
    CompletionStage<Verdict> accept(InboundMail mail) {
        Waiting waiting = new Waiting(mail, new CompletableFuture<>());
        if (!(mail.size() < LARGE ? small.offer(waiting) : large.offer(waiting))) {
            waiting.verdict().completeExceptionally(new SinkBusyException());
        }
        return waiting.verdict();
    }

    private void commitBatch() throws InterruptedException {
        List<Waiting> batch = small.take(LongRunningWork.WAIT_MILLIS);
        if (batch != null) {
            try {
                delivery.deliver(batch);
            } finally {
                small.done();
            }
        }
    }

    private void commitLarge() throws InterruptedException {
        Waiting next = large.poll(LongRunningWork.WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
            delivery.deliver(List.of(next));
        }
    }

    /** Ends the lanes after the batches that they commit now; mails that still wait fail. */
    @Override
    public void close() {
        LongRunningWork.stopAll(works);
        List<Waiting> rest = small.drain();
        large.drainTo(rest);
        rest.forEach(w -> w.verdict().completeExceptionally(new SinkBusyException()));
    }
}
