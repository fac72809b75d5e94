package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the outcomes that gather while the last ones are written: many in one transaction, and one attempt's by itself if
 * that fails. One of the threads that wait does it for the others. Thread-safe.
 */
final class ResultWriter {

    private static final System.Logger LOG = System.getLogger(ResultWriter.class.getName());
    private static final int MOST = 500;
    private static final int MOST_FAILURES = 3;

    private final QueueStore store;
    private final Consumer<Collection<Claim>> written;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final List<Pending> failed = new ArrayList<>();
    private boolean writing;

    /** The outcomes of an attempt. */
    private static final class Pending {

        private final List<Outcome> outcomes;
        private boolean done;

        Pending(List<Outcome> outcomes) {
            this.outcomes = outcomes;
        }
    }

    /**
     * Makes a writer.
     *
     * @param written is told of the claims whose outcomes are written
     */
    ResultWriter(QueueStore store, Consumer<Collection<Claim>> written) {
        this.store = store;
        this.written = written;
    }

    /**
     * Returns when outcomes are written: what can't be written is tried again, until the thread is interrupted. Then the
     * leases end, and the attempt is made again.
     */
    void write(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // an interrupted thread would close the database's files
        Pending pending = new Pending(outcomes);
        add(pending);
        while (!isDone(pending)) {
            List<Pending> batch = List.of();
            try {
                batch = next(pending);
            } catch (InterruptedException e) {
                interrupted = true;
                if (giveUp(pending)) {
                    break;
                }
            }
            List<Pending> notWritten = batch;
            try {
                notWritten = attempt(batch) ? List.of() : oneByOne(batch);
            } finally {
                end(notWritten, batch);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets outcomes be tried again that could not be written before. */
    synchronized void retry() {
        waiting.addAll(failed);
        failed.clear();
        notifyAll();
    }

    private synchronized void add(Pending pending) {
        waiting.add(pending);
    }

    private synchronized boolean isDone(Pending pending) {
        return pending.done;
    }

    private synchronized boolean giveUp(Pending pending) {
        return failed.remove(pending);
    }

    /** Waits for another thread to write a pending; returns what this thread is to write if there is none. */
    private synchronized List<Pending> next(Pending own) throws InterruptedException {
        while (!own.done && (writing || waiting.isEmpty())) {
            wait();
        }
        List<Pending> batch = new ArrayList<>();
        if (!own.done) {
            int size = 0;
            while (!waiting.isEmpty() && size < MOST) {
                size += waiting.peek().outcomes.size();
                batch.add(waiting.poll());
            }
            writing = true;
        }
        return batch;
    }

    private synchronized void end(List<Pending> notWritten, List<Pending> batch) {
        if (!batch.isEmpty()) {
            batch.forEach(pending -> pending.done = true);
            notWritten.forEach(pending -> pending.done = false);
            failed.addAll(notWritten);
            writing = false;
            notifyAll();
        }
    }

    /** Tries each by itself, so that one that can't be written holds up no other; returns those that failed. */
    private List<Pending> oneByOne(List<Pending> batch) {
        if (batch.size() == 1) {
            return batch;
        }
        List<Pending> notWritten = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (!attempt(batch.subList(i, i + 1))) {
                notWritten.add(batch.get(i));
                if (notWritten.size() == MOST_FAILURES) { // then it is the database
                    notWritten.addAll(batch.subList(i + 1, batch.size()));
                    break;
                }
            }
        }
        return notWritten;
    }

    private boolean attempt(List<Pending> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        List<Outcome> outcomes =
                batch.stream().flatMap(pending -> pending.outcomes.stream()).toList();
        try {
            store.write(outcomes);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Results of deliveries could not be written, and are tried again soon", e);
            return false;
        }
        written.accept(outcomes.stream().map(Outcome::claim).toList());
        return true;
    }
}
