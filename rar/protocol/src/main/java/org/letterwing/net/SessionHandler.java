package org.letterwing.net;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
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
public abstract class SessionHandler extends ConnectionHandler {

    private static final System.Logger LOG = System.getLogger(SessionHandler.class.getName());
    private static final int INPUT_LIMIT = 64 * 1024;
    /** An unfinished line of so many octets is always waited for. */
    private static final int SHORT_LINE = 1024;

    private static final int OUTPUT_LIMIT = 16 * 1024;

    /** From a random one on: what named a session of another start of the server, or of another server, names none here. */
    private static final AtomicLong NUMBERS =
            new AtomicLong(new SecureRandom().nextLong(1L << 32, 1L << 52)); // exact in JSON

    private final InputBuffer input = new InputBuffer();
    private final long number = NUMBERS.incrementAndGet();
    private volatile SessionClock clock;
    private boolean heard;
    private int counted;
    private ByteBuf output;
    private Runnable onceWritable;
    private int waiting;
    private boolean urgent;
    private boolean wantsOctets;
    private boolean pumping;
    private Farewell leaving;

    /**
     * Makes a session.
     *
     * @param limits what the client may take
     * @param tls what the listener does about TLS; where it is from the start, the handshake comes before
     *     {@link #opened()}
     */
    protected SessionHandler(SessionLimits limits, ListenerTls tls) {
        super(limits, tls);
    }

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

    /** There is no memory for the line that the client sends: say so. The connection closes next. */
    protected abstract void crowdedOut();

    /** The server ends the session: say so, if the protocol has words for it. The connection closes next. */
    protected abstract void goodbye(Farewell why);

    /** Returns what is known of the client. May be called on any thread. */
    protected abstract SessionFacts facts();

    /** The connection is gone: clean up. Called once, unless {@link #opened()} never was. */
    protected abstract void closed();

    /**
     * Sends the output and begins TLS. What the client sent already is dropped, for it came in plain text and anybody
     * may have put it there (CVE-2011-0411). Forget all that the client has told. Make it the last thing in a method.
     */
    protected final void startTls() {
        flush();
        input.drop();
        handshake();
    }

    /** Returns the buffer to append output to. It is sent when the input is used up, or by {@link #await}. */
    protected final ByteBuf output() {
        if (output == null) {
            output = context().alloc().directBuffer(256);
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
            if (pumping && context().executor().inEventLoop()) {
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
        if (isCutShort()) {
            context().close(); // in the middle of an answer nothing can be said
            return;
        }
        waiting++;
        onceWritable = action;
        flush();
    }

    /**
     * Lets the session end as soon as it waits for nothing, so that what it has asked for gets its answer. Unless the
     * server goes down, no more of a long answer is sent.
     */
    final void leave(Farewell why) {
        leaving = why;
        if (isHandshaking() || onceWritable != null && isCutShort()) {
            context().close();
        } else if (context() != null && !isGone()) {
            guarded(() -> {});
        }
    }

    private boolean isCutShort() {
        return leaving != null && leaving != Farewell.GOING_DOWN;
    }

    /** Lets the session end as {@link #leave} does. On any thread, as {@link #view}. */
    final void end(Farewell why) {
        channel().eventLoop().execute(() -> leave(why));
    }

    /**
     * Returns the session as it is now; empty if its client isn't there yet, or the last words are said.
     *
     * @param listener the name of its listener
     */
    final Optional<OpenSession> view(String listener) {
        SessionClock watch = clock;
        if (watch == null || isHungUp() || !channel().isActive()) {
            return Optional.empty();
        }
        return Optional.of(new OpenSession(
                number,
                listener,
                client(),
                watch.since(),
                watch.lastActive(),
                tls().map(TlsConnection::protocol),
                facts(),
                watch.everReceived(),
                watch.everSent()));
    }

    @Override
    final void connected() {
        clock = new SessionClock(context().executor(), limits(), new Watched());
    }

    @Override
    final void handshake() {
        waiting++;
        super.handshake();
    }

    @Override
    final void handshakeDone() {
        waiting--;
        touch();
    }

    @Override
    final ByteBuf lastOutput() {
        ByteBuf last = output == null ? Unpooled.EMPTY_BUFFER : output;
        output = null;
        releaseBuffers();
        adjustReading();
        return last;
    }

    @Override
    final void disconnected() {
        clock.cancel();
        releaseBuffers();
        onceWritable = null;
        closed();
    }

    /** Returns whether the client has sent something that was not handed on. */
    protected final boolean hasInput() {
        return input.isWithinLine();
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
                LOG.log(Level.DEBUG, "{0} is no proxy of this server, but sent a PROXY header", client());
                arrived.release();
                ctx.close();
                return;
            }
        }
        clock.received(arrived.readableBytes());
        input.add(arrived, ctx.alloc());
        pump();
        if (isGone() || !isCrowding()) {
            adjustReading();
        } else {
            guarded(() -> {
                limits().memory().refuse();
                crowdedOut();
                hangUp();
            });
        }
    }

    /** Returns whether memory is used up, and the client has begun a long line whose end may never come. */
    private boolean isCrowding() {
        return waiting == 0
                && !wantsOctets
                && input.size() > SHORT_LINE
                && limits().memory().isUsedUp();
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
                context().close();
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
            context().executor().execute(() -> guarded(action));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "An answer came after the network threads had ended", e);
        }
    }

    @Override
    final void guarded(Runnable action) {
        try {
            action.run();
            advance();
        } catch (RuntimeException e) {
            exceptionCaught(context(), e);
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
        if (leaving != null && waiting == 0) {
            goodbye(leaving);
            hangUp();
            return;
        }
        if (hasEnded() && waiting == 0 && channel().isWritable()) {
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
                moved = onceWritable == null ? waiting == 0 && leaving == null && handOn() : goOnWriting();
                if (output != null && output.readableBytes() >= OUTPUT_LIMIT) {
                    flush();
                }
            }
        } catch (RuntimeException e) {
            exceptionCaught(context(), e);
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
            input.trim(context().alloc());
        }
        countInput();
    }

    private void countInput() {
        int held = input.capacity();
        if (held != counted) {
            limits().memory().count((long) held - counted);
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
        if (output != null && !isDisconnected()) {
            ByteBuf ready = output;
            output = null;
            clock.sent(ready.readableBytes());
            context().writeAndFlush(ready, context().voidPromise());
        }
    }

    /**
     * While the client waits, its input can wait in the network too: then memory that is used up does not grow. What
     * comes behind the end of TLS is for nobody.
     */
    private void adjustReading() {
        boolean room = input.size() < INPUT_LIMIT
                && (waiting == 0 || !limits().memory().isUsedUp());
        boolean read = !hasEnded() && (isHungUp() || room && channel().isWritable());
        if (channel().config().isAutoRead() != read) {
            channel().config().setAutoRead(read);
        }
    }
}
