package org.letterwing.imap;

import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;

import org.letterwing.net.Door;
import org.letterwing.net.Farewell;
import org.letterwing.net.SessionHandler;
import org.letterwing.net.Timeout;
import org.letterwing.sasl.SaslPeer;

/** What an IMAP session says and hears, whatever it means: who takes the input, responses, and the last words. */
abstract class ImapConnection extends SessionHandler {

    private static final int OUTPUT_LIMIT = 16 * 1024;

    private final ImapConfig config;
    private Continuation input;

    ImapConnection(ImapConfig config) {
        super(config.limits(), config.tls());
        this.config = config;
    }

    /** Returns whether names of mailboxes and quoted strings are UTF-8 (RFC 9051 5.1, RFC 6855 3). */
    abstract boolean isUtf8();

    @Override
    protected void closed() {
        input.closed();
    }

    @Override
    protected void turnedAway(Door.Turndown turndown) {
        untagged("BYE", Replies.turnedAway(turndown));
    }

    @Override
    protected int lineLimit() {
        return ImapSession.LINE_LIMIT;
    }

    @Override
    protected void line(ByteBuf line) {
        input.line(line);
    }

    @Override
    protected void lineTooLong() {
        input.lineTooLong();
    }

    @Override
    protected void octets(ByteBuf octets) {
        input.octets(octets);
    }

    @Override
    protected void timedOut(Timeout timeout) {
        untagged("BYE", Replies.timedOut(timeout));
    }

    @Override
    protected void crowdedOut() {
        untagged("BYE", Replies.NO_MEMORY);
    }

    @Override
    protected void goodbye(Farewell why) {
        untagged("BYE", Replies.goodbye(why));
    }

    /** Lets what the client sends next go to somebody else. */
    void takeOver(Continuation taker) {
        input = taker;
    }

    /** Says that the octets of a literal come next. */
    void literalComes() {
        expectOctets();
    }

    /** Says that a line comes next. */
    void literalEnds() {
        expectLines();
    }

    /** Returns whether this client must go over to TLS before it logs in. */
    boolean tlsNeeded() {
        return config.tls().isRequired() && tls().isEmpty();
    }

    /** Returns the client as authentication sees it. */
    SaslPeer peer() {
        return SaslPeer.of(config.listener(), client().getAddress(), tls());
    }

    /** Returns what runs tasks of this session later. */
    ScheduledExecutorService timer() {
        return channel().eventLoop();
    }

    /** Takes no more input until an answer is there that never fails. */
    <T> void awaitAnswer(CompletionStage<T> answer, Consumer<T> then) {
        await(answer, (value, failure) -> {
            if (failure == null && !isGone()) {
                then.accept(value);
            }
        });
    }

    /** Takes no more input until a stage is complete; goes on even when the client is gone. */
    <T> void afterwards(CompletionStage<T> stage, BiConsumer<T, Throwable> then) {
        await(stage, then);
    }

    /** Returns whether the connection is gone or going, so that nothing more can be said. */
    boolean isOver() {
        return isGone();
    }

    /** Writes to the output; good until the next wait. */
    ResponseWriter writer() {
        return new ResponseWriter(output(), isUtf8());
    }

    /** Writes responses as fast as the client takes them, and then goes on. Make it the last thing in a method. */
    void tell(Iterator<? extends Response> responses, Runnable then) {
        while (responses.hasNext()) {
            if (isOutputFull()) {
                onceWritable(() -> tell(responses, then));
                return;
            }
            responses.next().write(writer());
        }
        then.run();
    }

    /** Returns whether it is time for {@link #onceWritable}. */
    boolean isOutputFull() {
        return output().readableBytes() >= OUTPUT_LIMIT;
    }

    /** Sends the output and goes on when the client has taken it. Make it the last thing in a method. */
    void onceWritable(Runnable action) {
        whenWritable(action);
    }

    /** Writes an untagged status response (RFC 9051 7.1). */
    void untagged(String condition, String text) {
        writer().text("* ").text(condition).text(" ").text(text).end();
    }

    void untaggedOk(String text) {
        untagged("OK", text);
    }

    /** Asks the client for more of its command (RFC 9051 7.6). */
    void goAhead(String text) {
        writer().text("+ ").text(text).end();
    }

    /** Returns whether the connection is compressed. */
    boolean isCompressed() {
        return channel().pipeline().get(DeflateHandler.class) != null;
    }

    /** Returns whether the client has sent more already. */
    boolean hasMoreInput() {
        return hasInput();
    }

    /** Says the last words. */
    void bye(String text) {
        if (!isGone()) {
            untagged("BYE", text);
            hangUp();
        }
    }

    /** Sends the output, and compresses all that follows. */
    void beginToCompress() {
        whenWritable(() -> {
            ChannelPipeline pipeline = channel().pipeline();
            pipeline.addBefore(pipeline.context(this).name(), null, new DeflateHandler(config.compressions()::release));
        });
    }

    ImapConfig config() {
        return config;
    }
}
