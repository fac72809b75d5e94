package org.letterwing.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.TlsConnection;

/**
 * A session of lines and octets: hands what a client sends to an engine in order, and the engine's output back.
 *
 * <p>The engine gets nothing while it waits for an answer ({@link #await}), or while the client doesn't read what was
 * sent to it; then, beyond a bound, the client's socket isn't read either. Output is collected and written in one piece
 * when the input is used up.
 *
 * <p>Everything here runs on the connection's event loop: engines need no locks, and must not block.
 */
public abstract class SessionHandler extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(SessionHandler.class.getName());
    private static final int INPUT_LIMIT = 64 * 1024;
    private static final int OUTPUT_LIMIT = 16 * 1024;
    private static final int LINGER_SECONDS = 3;

    private final SessionLimits limits;
    private final ListenerTls tls;
    private final InputBuffer input = new InputBuffer();
    private ChannelHandlerContext context;
    private InetSocketAddress client;
    private InetAddress entered;
    private SessionClock clock;
    private boolean heard;
    private int counted;
    private ByteBuf output;
    private Runnable onceWritable;
    private Future<?> cutOff;
    private int waiting;
    private boolean urgent;
    private boolean wantsOctets;
    private boolean pumping;
    private boolean leaving;
    private boolean hungUp;
    private boolean gone;
    private boolean handshaking;
    private volatile TlsConnection secured;

    /**
     * Makes a session.
     *
     * @param limits what the client may take
     * @param tls what the listener does about TLS; where it is from the start, the handshake comes before
     *     {@link #opened()}
     */
    protected SessionHandler(SessionLimits limits, ListenerTls tls) {
        this.limits = limits;
        this.tls = tls;
    }

    /** The client is connected: greet it, or turn it away. */
    protected abstract void opened();

    /** The client may not come in: say so. The connection closes next; nothing else is called but {@link #closed()}. */
    protected abstract void turnedAway(Door.Turndown turndown);

    /** Returns the most octets that the next line may have, its CR LF included. */
    protected abstract int lineLimit();

    /**
     * The client sent a line. Only CR LF ends a line; the line may hold a CR or LF alone.
     *
     * @param line without its CR LF; valid during the call only
     */
    protected abstract void line(ByteBuf line);

    /** The client sent a line beyond the limit; the line is dropped. */
    protected abstract void lineTooLong();

    /**
     * The client sent octets, after {@link #expectOctets()}.
     *
     * @param octets read what is wanted, all of it unless this call changes what is expected, waits, or hangs up
     */
    protected abstract void octets(ByteBuf octets);

    /** The client took too long: say so, if the protocol has words for it. The connection closes next. */
    protected abstract void timedOut(Timeout timeout);

    /** The server goes down: say so. The connection closes next. */
    protected abstract void goodbye();

    /** The connection is gone: clean up. Called once, unless {@link #opened()} never was. */
    protected abstract void closed();

    /** Returns the connection. */
    protected final Channel channel() {
        return context.channel();
    }

    /** Returns what the connection's encryption is; empty while it is in plain text. May be called on any thread. */
    public final Optional<TlsConnection> tls() {
        return Optional.ofNullable(secured);
    }

    /**
     * Sends the output and begins TLS. What the client sent already is dropped, for it came in plain text and anybody
     * may have put it there (CVE-2011-0411). Forget all that the client has told. Make it the last thing in a method.
     */
    protected final void startTls() {
        flush();
        input.drop();
        handshake();
    }

    /** Returns the client's address and port. */
    public final InetSocketAddress client() {
        return client;
    }

    /** Returns whether the connection is gone or going, so that nothing more can be said. */
    protected final boolean isGone() {
        return gone || hungUp;
    }

    /** Returns the buffer to append output to. It is sent when the input is used up, or by {@link #await}. */
    protected final ByteBuf output() {
        if (output == null) {
            output = context.alloc().directBuffer(256);
        }
        return output;
    }

    /** Says that the output so far must not wait for a later answer, even if there is more input. */
    protected final void sendBeforeWaiting() {
        urgent = true;
    }

    /** Lets the following input come to {@link #line}; so it does at the start. */
    protected final void expectLines() {
        wantsOctets = false;
    }

    /** Lets the following input come to {@link #octets}. */
    protected final void expectOctets() {
        wantsOctets = true;
    }

    /**
     * Takes no more input until the stage is complete. Make it the last thing in a method, for if the stage is complete
     * already the consumer runs at once.
     *
     * @param then gets the value or the failure, on the event loop; runs also when the client has gone meanwhile (see
     *     {@link #isGone()}), but not when the event loop has ended
     */
    protected final <T> void await(CompletionStage<T> stage, BiConsumer<? super T, Throwable> then) {
        waiting++;
        stage.whenComplete((value, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (pumping && context.executor().inEventLoop()) {
                waiting--;
                then.accept(value, cause);
            } else {
                execute(() -> {
                    waiting--;
                    touch();
                    then.accept(value, cause);
                });
            }
        });
    }

    /**
     * Sends the output, and goes on when the client has taken so much of it that more can be sent. No input is taken
     * until then. If the client goes, the action never runs.
     */
    protected final void whenWritable(Runnable action) {
        waiting++;
        onceWritable = action;
        flush();
    }

    /** Sends the output and ends the connection; what the client still sends is dropped. */
    protected final void hangUp() {
        if (isGone()) {
            return;
        }
        hungUp = true;
        ByteBuf last = output == null ? Unpooled.EMPTY_BUFFER : output;
        output = null;
        releaseBuffers();
        // Closing with unread input resets the connection and may destroy our last words at the client.
        cutOff = context.executor().schedule((Runnable) context::close, LINGER_SECONDS, TimeUnit.SECONDS);
        context.writeAndFlush(last).addListener((ChannelFutureListener) sent -> {
            if (sent.isSuccess() && sent.channel() instanceof DuplexChannel duplex) {
                endOutput(duplex);
            } else {
                sent.channel().close();
            }
        });
        adjustReading();
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

    /** The listener closes: the session ends as soon as it waits for nothing. */
    final void leave() {
        leaving = true;
        if (handshaking) {
            context.close();
        } else if (context != null && !isGone()) {
            guarded(() -> {});
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
        clock = new SessionClock(ctx.executor(), limits, new Watched());
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
        Door.Turndown turndown = limits.door().enter(client.getAddress());
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

    /** Returns whether the client has sent something that was not handed on. */
    protected final boolean hasInput() {
        return input.isWithinLine();
    }

    private void handshake() {
        waiting++;
        handshaking = true;
        context.pipeline().addBefore(context.name(), null, tls.server().newHandler());
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            handshaking = false;
            if (handshake.isSuccess()) {
                waiting--;
                touch();
                guarded(this::secured);
            } else {
                LOG.log(Level.DEBUG, "{0}: no TLS ({1})", ctx.channel().remoteAddress(), handshake.cause());
                ctx.close();
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            ctx.close(); // the client's end of TLS is the end of the connection
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
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isGone()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!wantsOctets && !input.isWithinLine()) {
            clock.touch();
        }
        ByteBuf arrived = (ByteBuf) message;
        if (!heard) {
            heard = true;
            if (ProxiedClient.isHeader(arrived)) {
                LOG.log(Level.DEBUG, "{0} is no proxy of this server, but sent a PROXY header", client);
                arrived.release();
                ctx.close();
                return;
            }
        }
        clock.received(arrived.readableBytes());
        input.add(arrived, ctx.alloc());
        pump();
        adjustReading();
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        advance();
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            touch();
            advance();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        if (clock == null || gone) {
            return;
        }
        gone = true;
        clock.cancel();
        goOut();
        if (cutOff != null) {
            cutOff.cancel(false);
        }
        releaseBuffers();
        onceWritable = null;
        closed();
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

    /** What the clock sees of the session. */
    private final class Watched implements SessionClock.Watched {

        @Override
        public boolean isBusy() {
            return waiting > 0 && onceWritable == null;
        }

        @Override
        public boolean isReceiving() {
            return !isGone() && waiting == 0 && (wantsOctets || input.isWithinLine());
        }

        @Override
        public long unread() {
            ChannelOutboundBuffer buffer = channel().unsafe().outboundBuffer();
            return buffer == null ? 0 : buffer.totalPendingWriteBytes();
        }

        @Override
        public void timedOut(Timeout timeout) {
            if (isGone()) {
                return;
            }
            if (timeout == Timeout.NOT_READING) {
                context.close();
                return;
            }
            guarded(() -> {
                SessionHandler.this.timedOut(timeout);
                hangUp();
            });
        }
    }

    private void touch() {
        clock.touch();
    }

    /** Runs an action on the event loop, from any thread; after the event loop has ended, not at all. */
    protected final void execute(Runnable action) {
        try {
            context.executor().execute(() -> guarded(action));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "An answer came after the network threads had ended", e);
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
            advance();
        } catch (RuntimeException e) {
            exceptionCaught(context, e);
        }
    }

    /** Hands on what can be handed on, and sends what should be sent. */
    private void advance() {
        if (pumping) {
            return;
        }
        pump();
        if (isGone()) {
            return;
        }
        if (leaving && waiting == 0) {
            goodbye();
            hangUp();
            return;
        }
        // RFC 2920 3.2: replies of a group go as a unit, but none waits once the input is used up.
        if (waiting == 0 || urgent || input.size() == 0) {
            flush();
        }
        adjustReading();
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            boolean moved = true;
            while (moved && !isGone() && channel().isWritable()) {
                moved = onceWritable == null ? waiting == 0 && !leaving && handOn() : goOnWriting();
                if (output != null && output.readableBytes() >= OUTPUT_LIMIT) {
                    flush();
                }
            }
        } catch (RuntimeException e) {
            exceptionCaught(context, e);
        } finally {
            pumping = false;
            releaseBuffers();
        }
    }

    /** Frees what nobody will read; not while the engine may still use it. */
    private void releaseBuffers() {
        if (pumping) {
            return;
        }
        if (isGone()) {
            input.release();
            if (output != null) {
                output.release();
                output = null;
            }
        } else {
            input.trim(context.alloc());
        }
        countInput();
    }

    private void countInput() {
        int held = input.capacity();
        if (held != counted) {
            limits.memory().count((long) held - counted);
            counted = held;
        }
    }

    private boolean goOnWriting() {
        Runnable action = onceWritable;
        onceWritable = null;
        waiting--;
        touch();
        action.run();
        return true;
    }

    /** Hands one line, or the octets that are there, to the engine; returns whether there was any. */
    private boolean handOn() {
        if (wantsOctets) {
            if (input.size() == 0) {
                return false;
            }
            clock.progress();
            octets(input.octets());
            return true;
        }
        ByteBuf line = input.nextLine(lineLimit());
        if (line == null) {
            return false;
        }
        touch();
        if (line == InputBuffer.OVERLONG) {
            lineTooLong();
        } else {
            line(line);
        }
        return true;
    }

    private void flush() {
        urgent = false;
        if (output != null && !gone) {
            ByteBuf ready = output;
            output = null;
            clock.sent(ready.readableBytes());
            context.writeAndFlush(ready, context.voidPromise());
        }
    }

    /** While the client waits, its input can wait in the network too: then memory that is used up does not grow. */
    private void adjustReading() {
        boolean room =
                input.size() < INPUT_LIMIT && (waiting == 0 || !limits.memory().isUsedUp());
        boolean read = hungUp || room && channel().isWritable();
        if (channel().config().isAutoRead() != read) {
            channel().config().setAutoRead(read);
        }
    }
}
