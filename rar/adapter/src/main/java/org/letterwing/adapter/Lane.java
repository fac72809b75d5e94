package org.letterwing.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

/**
 * A bounded queue of tasks, drained by a fixed number of long-running Works.
 *
 * <p>Each kind of question has a lane of its own, so that a slow kind starves no other. Thread-safe.
 */
final class Lane implements Executor, AutoCloseable {

    private final String name;
    private final BlockingQueue<Runnable> tasks;
    private final List<LongRunningWork> works = new ArrayList<>();

    /**
     * Starts the lane.
     *
     * @param name for thread dumps and messages
     * @param threads how many tasks run at once
     * @param capacity how many tasks may wait
     * @throws WorkException if the work manager has no threads left
     */
    Lane(WorkManager workManager, String name, int threads, int capacity) throws WorkException {
        this.name = name;
        this.tasks = new ArrayBlockingQueue<>(capacity);
        for (int i = 1; i <= threads; i++) {
            works.add(LongRunningWork.start(workManager, name + "-" + i, this::runNext));
        }
    }

    /**
     * Queues a task.
     *
     * @throws RejectedExecutionException if the queue is full
     */
    @Override
    public void execute(Runnable task) {
        if (!tasks.offer(task)) {
            throw new RejectedExecutionException("The lane " + name + " is full");
        }
    }

    private void runNext() throws InterruptedException {
        Runnable task = tasks.poll(LongRunningWork.WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
            task.run();
        }
    }

    /** Ends the Works after what they are doing; tasks that still wait are not run. */
    @Override
    public void close() {
        LongRunningWork.stopAll(works);
    }
}
