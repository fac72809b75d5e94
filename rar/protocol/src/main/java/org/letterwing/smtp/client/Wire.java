package org.letterwing.smtp.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import org.letterwing.net.Dialer;
import org.letterwing.smtp.client.SessionFailure.Kind;
import org.letterwing.tls.TlsConnection;

/**
 * A connection to a peer as a calling thread sees it: write octets, wait for replies. The event loop does the rest.
 *
 * <p>What the peer says unasked breaks the connection: with TLS it could be an attacker's, said before it began, and a
 * client that has lost count of the replies would take one for another's.
 *
 * <p>For one calling thread at a time. No object of Netty's is made on it, for what Netty keeps with a thread would keep
 * the classes of an undeployed application.
 */
final class Wire extends ChannelInboundHandlerAdapter {

    private static final int UNSENT_LIMIT = 256 * 1024;

    private final ReplyReader reader = new ReplyReader();
    private final InetSocketAddress peer;
    private final Deque<PeerReply> replies = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private int expected;
    private long unsent;
    private long sent;
    private boolean leaving;
    private TlsConnection secured;
    private SessionFailure failure;

    private Wire(InetSocketAddress peer) {
        this.peer = peer;
    }

    /**
     * Connects, and expects the greeting.
     *
     * @throws SessionFailure if there is no connection
     */
    static Wire connect(Dialer dialer, InetSocketAddress peer, Duration timeout) throws SessionFailure {
        Wire wire = new Wire(peer);
        wire.expected = 1;
        try {
            dialer.dial(peer, timeout, wire, wire::notConnected);
        } catch (RejectedExecutionException e) {
            throw SessionFailure.stopped("The network threads have ended");
        }
        // The event loop keeps the time; this only has to be longer.
        wire.await(() -> wire.context != null, timeout.plusSeconds(5), "No connection");
        return wire;
    }

    InetSocketAddress peer() {
        return peer;
    }

    synchronized Optional<TlsConnection> tls() {
        return Optional.ofNullable(secured);
    }

    /** Returns whether the connection stands and nothing was said that ends it. */
    synchronized boolean isOpen() {
        return failure == null;
    }

    /**
     * Sends octets, which then belong to the connection. Returns when no more than a bound of them waits to be sent. What
     * fails shows when a reply is waited for.
     *
     * @param answers how many replies will come because of them
     * @param timeout how long the peer may take nothing
     * @return false if nothing was sent, for the connection is broken
     */
    boolean write(byte[] octets, int answers, Duration timeout) {
        synchronized (this) {
            if (failure != null) {
                return false;
            }
            expected += answers;
            unsent += octets.length;
        }
        try {
            context.executor().execute(() -> send(octets));
        } catch (RejectedExecutionException e) {
            fail(SessionFailure.stopped("The network threads have ended"));
            return false;
        }
        try {
            awaitRoom(timeout);
        } catch (SessionFailure e) {
            return true; // the next reply tells
        }
        return true;
    }

    private void awaitRoom(Duration timeout) throws SessionFailure {
        while (true) {
            long before;
            synchronized (this) {
                if (unsent <= UNSENT_LIMIT) {
                    return;
                }
                before = sent;
            }
            await(() -> sent != before, timeout, "The peer took nothing");
        }
    }

    private void send(byte[] octets) {
        context.writeAndFlush(Unpooled.wrappedBuffer(octets)).addListener(written -> {
            synchronized (this) {
                unsent -= octets.length;
                sent++;
                notifyAll();
            }
            if (!written.isSuccess()) {
                exceptionCaught(context, written.cause());
            }
        });
    }

    /** Waits for the next reply. */
    PeerReply reply(Duration timeout) throws SessionFailure {
        synchronized (this) {
            if (!replies.isEmpty()) {
                return replies.poll();
            }
        }
        await(() -> !replies.isEmpty(), timeout, "No reply");
        synchronized (this) {
            return replies.poll();
        }
    }

    /**
     * Begins TLS, and waits until it is there.
     *
     * @param handlers makes the handler, on the event loop
     * @throws SessionFailure if it fails, for whatever reason: another connection may do without TLS
     */
    void startTls(Supplier<SslHandler> handlers, Duration timeout) throws SessionFailure {
        try {
            context.executor().execute(() -> {
                if (reader.isWithinReply()) {
                    fail(SessionFailure.noSmtp("The peer said something before TLS began"));
                } else if (isOpen()) {
                    context.pipeline().addBefore(context.name(), null, handlers.get());
                }
            });
            // The event loop keeps the time; this only has to be longer.
            await(() -> secured != null, timeout.plusSeconds(5), "No TLS");
        } catch (RejectedExecutionException e) {
            throw SessionFailure.stopped("The network threads have ended");
        } catch (SessionFailure e) {
            // RFC 3463 X.7.5: a cryptographic failure.
            throw e.kind() == Kind.BROKEN
                    ? new SessionFailure(Kind.TLS, "4.7.5", "TLS failed: " + e.getMessage(), null, e)
                    : e;
        }
    }

    /** Ends the connection, without a word of SMTP. */
    void close() {
        fail(SessionFailure.stopped("The session is closed"));
    }

    /**
     * Says QUIT, and does not wait: the connection closes by itself when the peer replies.
     *
     * @param timeout how long the peer has for it
     */
    void leave(Duration timeout) {
        synchronized (this) {
            leaving = true;
        }
        if (write(Transaction.command("QUIT"), 1, timeout)) {
            try {
                context.executor().schedule(this::close, timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                close();
            }
        }
    }

    /** Throws why the connection is broken, if it is. */
    synchronized void check() throws SessionFailure {
        if (failure != null) {
            throw failure;
        }
    }

    private void await(BooleanSupplier happened, Duration timeout, String otherwise) throws SessionFailure {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (this) {
            while (!happened.getAsBoolean()) {
                check();
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    fail(SessionFailure.broken(otherwise + " within " + timeout.toSeconds() + " seconds", null));
                    check();
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    fail(SessionFailure.stopped("The wait for the peer was interrupted"));
                    check();
                }
            }
        }
    }

    /** The connection is of no more use; the first reason counts. */
    private void fail(SessionFailure reason) {
        ChannelHandlerContext closing;
        synchronized (this) {
            if (failure == null) {
                failure = reason;
            }
            closing = context;
            notifyAll();
        }
        if (closing != null) {
            try {
                closing.executor().execute(closing::close);
            } catch (RejectedExecutionException e) {
                return; // the end of the network threads closes all connections
            }
        }
    }

    private void notConnected(Throwable cause) {
        fail(new SessionFailure(Kind.UNREACHABLE, "4.4.1", "No connection: " + cause.getMessage(), null, cause));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        synchronized (this) {
            context = ctx;
            if (failure != null) {
                ctx.close(); // nobody waits any more
            }
            notifyAll();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        try {
            while (octets.isReadable() && isOpen()) {
                PeerReply reply = reader.take(octets.readByte());
                if (reply != null) {
                    said(reply);
                }
            }
        } catch (ReplyReader.NoReplyException e) {
            fail(SessionFailure.noSmtp(e.getMessage()));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void said(PeerReply reply) {
        synchronized (this) {
            if (expected > 0 && !leaving) {
                expected--;
                replies.add(reply);
                notifyAll();
                return;
            }
        }
        // A 421 may come at any time (RFC 5321 3.8), and a refusal while the content is still sent.
        fail(
                reply.isTemporary() || reply.isPermanent()
                        ? SessionFailure.refused(Kind.BROKEN, "The peer ended the session: ", reply)
                        : SessionFailure.noSmtp("The peer said something unasked: " + reply));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                synchronized (this) {
                    secured = new TlsConnection(
                            ctx.pipeline().get(SslHandler.class).engine().getSession());
                    notifyAll();
                }
            } else {
                exceptionCaught(ctx, handshake.cause());
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            channelInactive(ctx); // the peer's end of TLS is the end of the connection
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable reason = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        fail(SessionFailure.broken("The connection broke: " + reason.getMessage(), reason));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(SessionFailure.broken("The peer closed the connection", null));
    }
}
