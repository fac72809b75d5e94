package org.letterwing.adapter;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

import org.letterwing.net.NetworkThreads;

/** A Work that repeats one step on a thread of the container until it is stopped. */
final class LongRunningWork implements Work, WorkContextProvider {

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger(LongRunningWork.class.getName());

    /** How long a step that runs may take to end when the adapter stops, in seconds. */
    private static final long STOP_SECONDS = 10;

    /** How long a step waits for something to do, in milliseconds: the longest that an idle Work takes to stop. */
    static final long WAIT_MILLIS = 250;

    private final transient Step step;
    private final transient CountDownLatch ended = new CountDownLatch(1);
    private final String name;
    private volatile boolean stopped;

    /**
     * What is repeated: it waits at most {@value #WAIT_MILLIS} ms for something to do, and does it. Nobody interrupts
     * it, for an interrupt closes the files of an embedded database.
     */
    interface Step {
        void run() throws InterruptedException;
    }

    private LongRunningWork(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    static LongRunningWork start(WorkManager workManager, String name, Step step) throws WorkException {
        LongRunningWork work = new LongRunningWork("letterwing-" + name, step);
        workManager.startWork(work);
        return work;
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        String nameBefore = thread.getName();
        thread.setName(name);
        try {
            while (!stopped) {
                runStep();
            }
        } finally {
            thread.setName(nameBefore);
            NetworkThreads.forgetCaller();
            ended.countDown();
        }
    }

    private void runStep() {
        try {
            step.run();
        } catch (InterruptedException e) {
            stopped = true; // the container takes its thread back
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, name + " failed in one step and goes on", e);
        }
    }

    /** Called by the container after {@link #run()}, and when it shuts down. */
    @Override
    public void release() {
        stopped = true;
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        HintsContext hints = new HintsContext();
        hints.setName(name);
        hints.setHint(HintsContext.LONGRUNNING_HINT, Boolean.TRUE);
        hints.setHint(HintsContext.NAME_HINT, name);
        return List.of(hints);
    }

    /** Stops Works, and waits until they have ended. */
    static void stopAll(Collection<LongRunningWork> works) {
        works.forEach(LongRunningWork::release);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (LongRunningWork work : works) {
            work.awaitEnd(deadline);
        }
    }

    private void awaitEnd(long deadline) {
        try {
            if (!ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "{0} still runs a step that does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
