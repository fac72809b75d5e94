package org.letterwing.smtp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;

import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.Authentication;
import org.letterwing.tls.ListenerTls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A conversation with the engine as a client has it, without a socket; at its end no buffer may be left. */
class Dialogue implements AutoCloseable {

    static final long MAX_SIZE = 400_000;
    static final int MEMORY_LIMIT = 10_000;
    static final int MAX_RECIPIENTS = 100;
    static final SmtpRules RULES = rules(false, false);
    private static final SessionLimits TIMES = SessionLimits.idle(Duration.ofMinutes(5));

    final TestBackend backend;
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final EmbeddedChannel channel;

    Dialogue() {
        this(new TestBackend());
    }

    Dialogue(TestBackend backend) {
        this(backend, temporaryDirectory(), Runnable::run);
    }

    static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    Dialogue(TestBackend backend, Path spoolDirectory, Executor disk) {
        this(backend, config(spoolDirectory), disk);
    }

    Dialogue(TestBackend backend, ClientRules rules) {
        this(backend, config(temporaryDirectory()), rules, Runnable::run);
    }

    Dialogue(TestBackend backend, SmtpConfig config, Executor disk) {
        this(backend, config, ClientRules.NONE, disk);
    }

    private Dialogue(TestBackend backend, SmtpConfig config, ClientRules rules, Executor disk) {
        this.backend = backend;
        channel = new ClientChannel();
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast((ChannelHandler) new SmtpEngine(config, rules, backend, disk).newSession());
        channel.pipeline().fireChannelActive();
    }

    /** A dialogue with a server that makes good a CR or LF alone. */
    static Dialogue normalising() {
        var normalising = rules(true, false);
        return new Dialogue(new TestBackend(), config(temporaryDirectory(), null, normalising, TIMES), Runnable::run);
    }

    private static SmtpRules rules(boolean normaliseNewlines, boolean hidesSubmitters) {
        return new SmtpRules(normaliseNewlines, MAX_RECIPIENTS, 50, 20, 10, 100_000, 50_000, 100, hidesSubmitters);
    }

    /** A dialogue with a server that logs clients in. */
    static Dialogue authenticating(Authentication authentication) {
        return new Dialogue(
                new TestBackend(), config(temporaryDirectory(), authentication, RULES, TIMES), Runnable::run);
    }

    /** A dialogue with a server to which users hand in mail. */
    static Dialogue submission(Authentication authentication, boolean hidesSubmitters) {
        var rules = rules(false, hidesSubmitters);
        var config = config(temporaryDirectory(), SmtpConfig.Kind.SUBMISSION, authentication, rules, TIMES);
        return new Dialogue(new TestBackend(), config, Runnable::run);
    }

    static SmtpConfig config(Path spoolDirectory) {
        return config(spoolDirectory, TIMES);
    }

    static SmtpConfig config(Path spoolDirectory, SessionLimits limits) {
        return config(spoolDirectory, null, RULES, limits);
    }

    static SmtpConfig config(
            Path spoolDirectory, Authentication authentication, long memoryLimit, SessionLimits limits) {
        return config(spoolDirectory, SmtpConfig.Kind.MX, authentication, RULES, memoryLimit, limits);
    }

    /** A dialogue with a listener of that kind, where nobody can log in. */
    static Dialogue with(SmtpConfig.Kind kind) {
        return new Dialogue(new TestBackend(), config(kind), Runnable::run);
    }

    static SmtpConfig config(SmtpConfig.Kind kind) {
        return config(temporaryDirectory(), kind, null, RULES, TIMES);
    }

    private static SmtpConfig config(
            Path spoolDirectory, Authentication authentication, SmtpRules rules, SessionLimits limits) {
        return config(spoolDirectory, SmtpConfig.Kind.MX, authentication, rules, limits);
    }

    private static SmtpConfig config(
            Path spoolDirectory,
            SmtpConfig.Kind kind,
            Authentication authentication,
            SmtpRules rules,
            SessionLimits limits) {
        return config(spoolDirectory, kind, authentication, rules, MEMORY_LIMIT, limits);
    }

    private static SmtpConfig config(
            Path spoolDirectory,
            SmtpConfig.Kind kind,
            Authentication authentication,
            SmtpRules rules,
            long memoryLimit,
            SessionLimits limits) {
        return new SmtpConfig(
                "smtp",
                kind,
                ListenerTls.NONE,
                "mx.example.org",
                MAX_SIZE,
                memoryLimit,
                spoolDirectory,
                authentication,
                rules,
                limits);
    }

    /** Begins a dialogue behind the greeting and EHLO. */
    static Dialogue greeted() {
        return greeted(new Dialogue());
    }

    static Dialogue greeted(Dialogue dialogue) {
        dialogue.expect("220 mx.example.org ESMTP Letterwing\r\n");
        dialogue.send("EHLO client.example\r\n");
        dialogue.replies();
        return dialogue;
    }

    /** Sends octets, each a character. */
    void send(String octets) {
        ByteBuf buffer = allocator.buffer(Math.max(octets.length(), 1));
        buffer.writeCharSequence(octets, StandardCharsets.ISO_8859_1);
        channel.writeInbound(buffer);
    }

    /** Returns all that the server said since the last time. */
    String replies() {
        channel.runPendingTasks();
        var said = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            said.append(buffer.toString(StandardCharsets.US_ASCII));
            buffer.release();
        }
        return said.toString();
    }

    /** Waits until the server says something, and returns it. */
    String awaitReplies() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String said = replies();
        while (said.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            said = replies();
        }
        return said;
    }

    /** Checks all that the server said since the last time. */
    void expect(String replies) {
        assertEquals(replies, replies());
    }

    /** Sends a line, and checks how the one reply begins: its code and enhanced code. */
    void exchange(String line, String reply) {
        send(line + "\r\n");
        String said = replies();
        assertTrue(said.startsWith(reply + " ") || said.startsWith(reply + "-"), () -> line + " -> " + said);
        assertTrue(said.endsWith("\r\n"), said);
    }

    /** Goes through a mail transaction up to the 354. */
    void begin(String... recipients) {
        exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
        for (String recipient : recipients) {
            exchange("RCPT TO:<" + recipient + ">", "250 2.1.5");
        }
        exchange("DATA", "354");
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The client goes away without a word. */
    void disappear() {
        channel.close();
        channel.runPendingTasks();
    }

    boolean isRead() {
        return channel.config().isAutoRead();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        assertEquals(
                0, allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory(), "buffers left");
    }

    /** A channel with a client's address; the engine starts when it is told. */
    private static final class ClientChannel extends EmbeddedChannel {

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("192.0.2.1", 49152);
        }
    }
}
