package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Lets a bounded number of tasks run at once on a shared executor, and a bounded number wait. Thread-safe. */
final class Turns {

    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    private final int concurrency;
    private final int capacity;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Turns(int concurrency, int capacity) {
        this.concurrency = concurrency;
        this.capacity = capacity;
    }

    /**
     * Runs a task when its turn comes.
     *
     * @throws RejectedExecutionException if too many wait, or the executor takes no more
     */
    void execute(Executor executor, Runnable task) {
        synchronized (this) {
            if (running >= concurrency) {
                if (waiting.size() >= capacity) {
                    throw new RejectedExecutionException("Too many mails wait for the listener");
                }
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            executor.execute(() -> runAll(task));
        } catch (RejectedExecutionException e) {
            ended();
            throw e;
        }
    }

    /** Keeps its place on the executor while tasks wait. */
    private void runAll(Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A delivery failed unexpectedly", e);
            }
            task = ended();
        }
    }

    /** Ends a turn, and begins the next one if a task waits. */
    private synchronized Runnable ended() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
