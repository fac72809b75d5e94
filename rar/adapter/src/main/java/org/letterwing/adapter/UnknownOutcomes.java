package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

import org.letterwing.adapter.SinkLanes.Waiting;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.NotTakenException;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/**
 * Mails whose commit failed with an unknown outcome, as when the database dies between its commit and its answer: they
 * are asked about until the sink answers, so that a mail that is there already is not sent again.
 *
 * <p>What stays unknown is answered with a temporary failure, and the client's next attempt is a new mail (RFC 1047).
 */
final class UnknownOutcomes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(UnknownOutcomes.class.getName());

    /** How long a mail is asked about: a client waits ten minutes for its reply (RFC 5321 4.5.3.2.6). */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private static final long PAUSE_MILLIS = 1000;

    private static final int CAPACITY = 1024;

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>(CAPACITY);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Supplier<Optional<MailSink>> sink;
    private final LongRunningWork work;

    private record Question(Waiting waiting, long deadline) {}

    /**
     * Starts to ask.
     *
     * @param sink the sink; empty while the mail system isn't connected
     */
    UnknownOutcomes(WorkManager workManager, Supplier<Optional<MailSink>> sink) throws WorkException {
        this.sink = sink;
        this.work = LongRunningWork.start(workManager, "sink-unknown", this::askNext);
    }

    /** Finds out what became of a mail, and completes its verdict then. */
    void resolve(Waiting waiting) {
        if (!questions.offer(new Question(waiting, System.nanoTime() + PATIENCE_NANOS))) {
            giveUp(waiting);
        }
    }

    private void askNext() throws InterruptedException {
        Question question = questions.poll(LongRunningWork.WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (question == null || ask(question.waiting())) {
            return;
        }
        if (System.nanoTime() - question.deadline() > 0 || !questions.offer(question)) {
            giveUp(question.waiting());
        } else {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean ask(Waiting waiting) {
        Optional<MailSink> present = sink.get();
        if (present.isEmpty()) {
            return false;
        }
        try {
            waiting.verdict().complete(present.get().acceptAgain(waiting.mail()));
            return true;
        } catch (StorageFullException | NotTakenException | RuntimeException e) {
            LOG.log(Level.DEBUG, "What became of a mail is still unknown", e);
            return false;
        }
    }

    private static void giveUp(Waiting waiting) {
        waiting.verdict().complete(Verdict.refused(Refusals.TEMPORARY_FAILURE));
    }

    /** Ends the asking; what is still unknown is answered with a temporary failure. */
    @Override
    public void close() {
        closing.countDown();
        LongRunningWork.stopAll(List.of(work));
        for (Question question; (question = questions.poll()) != null; ) {
            giveUp(question.waiting());
        }
    }
}
