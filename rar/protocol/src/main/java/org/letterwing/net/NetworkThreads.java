package org.letterwing.net;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.InternalThreadLocalMap;

/**
 * The threads that all listeners share: one that accepts connections, and event loops that serve them.
 *
 * <p>Thread-safe.
 */
public final class NetworkThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(NetworkThreads.class.getName());
    private static final int CLOSE_SECONDS = 10;

    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory("letterwing-accept"));
    private final EventLoopGroup loops;

    /** Makes as many event loops as the machine has processors. Threads start when they are first needed. */
    public NetworkThreads() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Makes a given number of event loops.
     *
     * @param loops at least 1
     */
    public NetworkThreads(int loops) {
        this.loops = new NioEventLoopGroup(loops, new DefaultThreadFactory("letterwing-net"));
    }

    /** Returns what runs short tasks later, on the threads that serve connections. */
    public ScheduledExecutorService timer() {
        return loops;
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup loops() {
        return loops;
    }

    /**
     * Runs something again and again, until the threads end.
     *
     * @param interval the time between the beginnings
     * @param worker where it runs; a time when it refuses is left out
     */
    public void repeat(Duration interval, Executor worker, Runnable task) {
        acceptor.scheduleAtFixedRate(
                () -> {
                    try {
                        worker.execute(task);
                    } catch (RejectedExecutionException e) {
                        LOG.log(Level.DEBUG, "The worker is busy", e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Ends the threads and waits for them, for at most some seconds. Close the listeners first: what is still connected
     * is cut off. If the caller is interrupted it stops waiting and stays interrupted.
     */
    @Override
    public void close() {
        var acceptorEnd = acceptor.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        var loopsEnd = loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        try {
            acceptorEnd.await(CLOSE_SECONDS, TimeUnit.SECONDS);
            loopsEnd.await(CLOSE_SECONDS, TimeUnit.SECONDS);
            awaitGlobalExecutor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forgetCaller();
        InternalThreadLocalMap.destroy();
    }

    /**
     * Removes what Netty keeps with the calling thread. A thread that goes back to a container's pool needs it: else it
     * keeps the classes of an undeployed application alive.
     */
    public static void forgetCaller() {
        FastThreadLocal.removeAll();
    }

    private static void awaitGlobalExecutor() throws InterruptedException {
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException neverStarted) {
            return;
        }
    }
}
