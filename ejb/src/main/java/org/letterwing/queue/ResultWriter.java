package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Writes the outcomes that gather while the last ones are written: many in one transaction, and one by one if that
 * fails. Thread-safe.
 */
final class ResultWriter {

    private static final System.Logger LOG = System.getLogger(ResultWriter.class.getName());
    private static final int MOST = 500;
    private static final int MOST_FAILURES = 3;

    private final QueueStore store;
    private final Executor threads;
    private final Consumer<Collection<Claim>> written;
    private final List<Outcome> waiting = new ArrayList<>();
    private boolean writing;

    /**
     * Makes a writer.
     *
     * @param written is told of the claims whose outcomes are written
     */
    ResultWriter(QueueStore store, Executor threads, Consumer<Collection<Claim>> written) {
        this.store = store;
        this.threads = threads;
        this.written = written;
    }

    /** Lets outcomes be written, soon. */
    void add(List<Outcome> outcomes) {
        synchronized (this) {
            waiting.addAll(outcomes);
        }
        retry();
    }

    /** Writes what could not be written before. */
    void retry() {
        synchronized (this) {
            if (writing || waiting.isEmpty()) {
                return;
            }
            writing = true;
        }
        try {
            threads.execute(this::write);
        } catch (RejectedExecutionException e) {
            write(); // the worker ends; this thread still can
        }
    }

    private void write() {
        List<Outcome> batch = next();
        while (!batch.isEmpty()) {
            List<Outcome> failed = attempt(batch) ? List.of() : oneByOne(batch);
            if (!failed.isEmpty()) {
                synchronized (this) {
                    waiting.addAll(failed); // behind the others
                    writing = false;
                }
                return;
            }
            batch = next();
        }
    }

    /** Tries each by itself, so that one that can't be written holds up no other; returns those that failed. */
    private List<Outcome> oneByOne(List<Outcome> batch) {
        if (batch.size() == 1) {
            return batch;
        }
        List<Outcome> failed = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (!attempt(batch.subList(i, i + 1))) {
                failed.add(batch.get(i));
                if (failed.size() == MOST_FAILURES) { // then it is the database
                    failed.addAll(batch.subList(i + 1, batch.size()));
                    break;
                }
            }
        }
        return failed;
    }

    private boolean attempt(List<Outcome> batch) {
        try {
            store.write(batch);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Results of deliveries could not be written, and are tried again soon", e);
            return false;
        }
        written.accept(batch.stream().map(Outcome::claim).toList());
        return true;
    }

    private synchronized List<Outcome> next() {
        List<Outcome> batch = List.copyOf(waiting.subList(0, Math.min(MOST, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        writing = !batch.isEmpty();
        return batch;
    }
}
