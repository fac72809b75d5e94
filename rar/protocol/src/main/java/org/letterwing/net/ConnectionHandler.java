package org.letterwing.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.TlsConnection;

/**
 * A client's connection from its coming to its end: who it is, whether it may come in, its encryption, and how it is
 * closed without losing the last words.
 *
 * <p>Lives on the connection's event loop.
 */
abstract class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(ConnectionHandler.class.getName());
    private static final int LINGER_SECONDS = 3;

    private final SessionLimits limits;
    private final ListenerTls tls;
    private ChannelHandlerContext context;
    private volatile InetSocketAddress client;
    private InetAddress entered;
    private Future<?> cutOff;
    private boolean handshaking;
    private boolean ended;
    private volatile boolean hungUp;
    private boolean gone;
    private volatile TlsConnection secured;

    ConnectionHandler(SessionLimits limits, ListenerTls tls) {
        this.limits = limits;
        this.tls = tls;
    }

    /** The client is connected: greet it, or turn it away. */
    protected abstract void opened();

    /** The client may not come in: say so. The connection closes next; nothing else is called but {@link SessionHandler#closed()}. */
    protected abstract void turnedAway(Door.Turndown turndown);

    /** The connection is there; nothing else was called yet. */
    abstract void connected();

    /** The handshake of TLS has succeeded. */
    abstract void handshakeDone();

    /** Returns the output that was not sent, and gives all buffers back. */
    abstract ByteBuf lastOutput();

    /** The connection is gone. */
    abstract void disconnected();

    /** Runs an action that may fail, and what has to follow it. */
    abstract void guarded(Runnable action);

    final SessionLimits limits() {
        return limits;
    }

    final ChannelHandlerContext context() {
        return context;
    }

    final boolean isHandshaking() {
        return handshaking;
    }

    /** Returns whether the client sends no more. */
    final boolean hasEnded() {
        return ended;
    }

    final boolean isHungUp() {
        return hungUp;
    }

    final boolean isDisconnected() {
        return gone;
    }

    /** Returns the connection. */
    protected final Channel channel() {
        return context.channel();
    }

    /** Returns what the connection's encryption is; empty while it is in plain text. May be called on any thread. */
    public final Optional<TlsConnection> tls() {
        return Optional.ofNullable(secured);
    }

    /** Returns the client's address and port. */
    public final InetSocketAddress client() {
        return client;
    }

    /** Returns whether the connection is gone or going, so that nothing more can be said. */
    protected final boolean isGone() {
        return gone || hungUp;
    }

    /** Sends the output and ends the connection; what the client still sends is dropped. */
    protected final void hangUp() {
        if (isGone()) {
            return;
        }
        hungUp = true;
        ByteBuf last = lastOutput();
        // Closing with unread input resets the connection and may destroy our last words at the client.
        cutOff = context.executor().schedule((Runnable) context::close, LINGER_SECONDS, TimeUnit.SECONDS);
        context.writeAndFlush(last).addListener((ChannelFutureListener) sent -> {
            if (sent.isSuccess() && !ended && sent.channel() instanceof DuplexChannel duplex) {
                endOutput(duplex);
            } else {
                sent.channel().close();
            }
        });
    }

    private static void endOutput(DuplexChannel channel) {
        SslHandler encryption = channel.pipeline().get(SslHandler.class);
        if (encryption == null) {
            channel.shutdownOutput();
        } else {
            // RFC 8446 6.1: without a word of its own, an end could be an attacker's.
            encryption.closeOutbound().addListener(told -> channel.shutdownOutput());
        }
    }

    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        ProxiedClient proxied = ProxiedClient.of(ctx.channel());
        client = proxied == null ? (InetSocketAddress) ctx.channel().remoteAddress() : proxied.address();
        if (client == null) {
            ctx.close(); // gone already
            return;
        }
        secured = proxied == null ? null : proxied.tls();
        connected();
        guarded(this::enter);
    }

    private void enter() {
        Door.Turndown turndown = comeIn();
        if (turndown == null) {
            if (tls.isImplicit()) {
                handshake();
            } else {
                opened();
            }
        } else if (tls.isImplicit()) {
            context.close(); // a handshake is more than this client should cost
        } else {
            turnedAway(turndown);
            hangUp();
        }
    }

    private Door.Turndown comeIn() {
        Door.Turndown turndown = limits.door().enter(client.getAddress(), limits.banned());
        if (turndown == null) {
            entered = client.getAddress();
        }
        return turndown;
    }

    private void goOut() {
        if (entered != null) {
            limits.door().leave(entered);
            entered = null;
        }
    }

    /** Takes another address for the client's own: it is who comes in, or is turned away and gone then. */
    protected final void client(InetSocketAddress real) {
        client = real;
        goOut();
        Door.Turndown turndown = comeIn();
        if (turndown != null) {
            turnedAway(turndown);
            hangUp();
        }
    }

    /** Begins TLS. */
    void handshake() {
        handshaking = true;
        context.pipeline().addBefore(context.name(), null, tls.server().newHandler());
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            handshaking = false;
            if (handshake.isSuccess()) {
                handshakeDone();
                guarded(this::secured);
            } else {
                LOG.log(Level.DEBUG, "{0}: no TLS ({1})", ctx.channel().remoteAddress(), handshake.cause());
                ctx.close();
            }
        } else if (event instanceof SslCloseCompletionEvent close) {
            if (close.isSuccess() && secured != null && secured.endsByHalves()) {
                inputEnded(ctx);
            } else {
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded(ctx);
        }
    }

    /** The client sends no more, but may read: Exim ends its side with QUIT, before it has the reply to the mail. */
    private void inputEnded(ChannelHandlerContext ctx) {
        if (ended) {
            return; // of TLS, and now of the connection
        }
        ended = true;
        if (client == null || handshaking || isGone()) {
            ctx.close();
        } else {
            guarded(() -> {});
        }
    }

    private void secured() {
        secured = new TlsConnection(
                context.pipeline().get(SslHandler.class).engine().getSession());
        if (tls.isImplicit()) {
            opened();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        if (client == null || gone) {
            return;
        }
        gone = true;
        goOut();
        if (cutOff != null) {
            cutOff.cancel(false);
        }
        disconnected();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // An IOException is a client that reset its connection, or broke TLS.
        Throwable reason = cause instanceof DecoderException ? cause.getCause() : cause;
        if (!(reason instanceof IOException)) {
            LOG.log(Level.ERROR, "Session with " + ctx.channel().remoteAddress() + " failed and is cut off", cause);
        }
        ctx.close();
    }
}
