package org.letterwing.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Opens connections to other hosts, on the event loops that all share. Nothing of Netty stays with the calling thread.
 *
 * <p>Thread-safe.
 */
public final class Dialer {

    private final NetworkThreads threads;
    private final InetSocketAddress from;

    /**
     * Makes a dialer.
     *
     * @param from the address of this machine that connections come from; empty for the system's choice
     */
    public Dialer(NetworkThreads threads, Optional<InetAddress> from) {
        this.threads = threads;
        this.from = from.map(address -> new InetSocketAddress(address, 0)).orElse(null);
    }

    /**
     * Begins to connect.
     *
     * @param timeout how long it may take
     * @param handler gets the connection's events once it is there
     * @param failed gets the reason if there is no connection
     * @throws RejectedExecutionException if the network threads have ended
     */
    public void dial(InetSocketAddress to, Duration timeout, ChannelHandler handler, Consumer<Throwable> failed) {
        EventLoop loop = threads.loops().next();
        loop.execute(() -> new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .handler(handler)
                .connect(to, from)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        failed.accept(connected.cause());
                    }
                }));
    }
}
