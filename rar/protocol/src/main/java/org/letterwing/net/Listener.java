package org.letterwing.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import org.letterwing.sasl.LoggedIn;

/**
 * A listening socket with the sessions that it took.
 *
 * <p>Thread-safe.
 */
public final class Listener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int CUT_OFF_SECONDS = 5;

    private final String name;
    private final Channel socket;
    private final ChannelGroup sessions;
    private volatile boolean closing;

    /**
     * Binds the socket and starts to accept connections.
     *
     * @param name the listener's name, such as {@code smtp}: the area of its settings
     * @param address where to listen; port 0 takes any free port, see {@link #address()}
     * @param door counts the connections; that of the sessions too
     * @param handlers makes the handler of one session; called on event loops
     * @throws IOException if the address can't be bound; the message says in one line what to change
     */
    public Listener(
            NetworkThreads threads,
            String name,
            InetSocketAddress address,
            Door door,
            Supplier<? extends SessionHandler> handlers)
            throws IOException {
        this.name = name;
        sessions = new DefaultChannelGroup(name, threads.acceptor().next());
        var bind = new ServerBootstrap()
                .group(threads.acceptor(), threads.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.closeFuture().addListener(closed -> door.depart());
                        boolean room = door.arrive();
                        sessions.add(channel);
                        if (closing || !room) {
                            channel.close();
                        } else {
                            if (door.isProxy(((InetSocketAddress) channel.remoteAddress()).getAddress())) {
                                ProxyHeaderHandler.expect(channel.pipeline());
                            }
                            channel.pipeline().addLast(handlers.get());
                        }
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new IOException(
                    "Listener %s can't listen on %s port %d (%s): set letterwing.%s.port to a free port, or stop what uses this one"
                            .formatted(
                                    name,
                                    address.getHostString(),
                                    address.getPort(),
                                    bind.cause().getMessage(),
                                    name),
                    bind.cause());
        }
        socket = bind.channel();
    }

    /** Returns where the listener listens, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.localAddress();
    }

    /** Returns how many sessions are open now. */
    public int sessions() {
        return sessions.size();
    }

    /** Returns the sessions whose clients are known, each as it is when it comes. */
    public Stream<OpenSession> open() {
        return handlers().flatMap(session -> session.view(name).stream());
    }

    /**
     * Ends sessions: each says goodbye as soon as it waits for nothing.
     *
     * @return which ones
     */
    public List<OpenSession> end(Predicate<OpenSession> which, Farewell why) {
        List<OpenSession> ended = new ArrayList<>();
        handlers()
                .forEach(session -> session.view(name).filter(which).ifPresent(view -> {
                    session.end(why);
                    ended.add(view);
                }));
        return ended;
    }

    /** Ends the sessions whose logins hold no longer, in the same way. */
    public void endLogins(Predicate<LoggedIn> over) {
        handlers()
                .filter(session -> session.facts().login().filter(over).isPresent())
                .forEach(session -> session.end(Farewell.LOGIN_ENDED));
    }

    private Stream<SessionHandler> handlers() {
        return sessions.stream()
                .map(channel -> channel.pipeline().get(SessionHandler.class))
                .filter(Objects::nonNull);
    }

    /** Closes the listening socket; sessions go on. */
    public void stopAccepting() {
        socket.close().awaitUninterruptibly();
    }

    /** Closes the listener and gives its sessions ten seconds. */
    @Override
    public void close() {
        close(GRACE);
    }

    /**
     * Stops accepting and asks each session to say goodbye, a busy one after the answer that it waits for. What is still
     * connected after the grace is cut off. Not to be called on an event loop.
     *
     * @param grace how long to wait for the sessions
     */
    public void close(Duration grace) {
        stopAccepting();
        closing = true;
        for (Channel channel : sessions) {
            channel.eventLoop().execute(() -> {
                SessionHandler session = channel.pipeline().get(SessionHandler.class);
                if (session == null || channel.pipeline().get(ProxyHeaderHandler.class) != null) {
                    channel.close();
                } else {
                    session.leave(Farewell.GOING_DOWN);
                }
            });
        }
        if (!sessions.newCloseFuture().awaitUninterruptibly(grace.toMillis())) {
            sessions.close().awaitUninterruptibly(CUT_OFF_SECONDS, TimeUnit.SECONDS);
        }
    }
}
