package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Writes the outcomes that gather while the last ones are written: many in one transaction. Thread-safe. */
final class ResultWriter {

    private static final System.Logger LOG = System.getLogger(ResultWriter.class.getName());
    private static final int MOST = 500;

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
            try {
                store.write(batch);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "Results of deliveries could not be written, and are tried again soon", e);
                synchronized (this) {
                    waiting.addAll(0, batch);
                    writing = false;
                }
                return;
            }
            written.accept(batch.stream().map(Outcome::claim).toList());
            batch = next();
        }
    }

    private synchronized List<Outcome> next() {
        List<Outcome> batch = List.copyOf(waiting.subList(0, Math.min(MOST, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        writing = !batch.isEmpty();
        return batch;
    }
}
