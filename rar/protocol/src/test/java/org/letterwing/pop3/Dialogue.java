package org.letterwing.pop3;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.letterwing.net.SessionLimits;
import org.letterwing.tls.ListenerTls;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a client and a session say to each other, without a network between them. */
final class Dialogue implements AutoCloseable {

    static final String GREETING = "+OK mail.example.com Letterwing POP3 server ready";

    final MemoryMaildrop backend;
    private final EmbeddedChannel channel;

    Dialogue(MemoryMaildrop backend) {
        this(backend, client -> true);
    }

    Dialogue(MemoryMaildrop backend, Predicate<InetAddress> passwordsAllowed) {
        this(backend, passwordsAllowed, new LoginDelay(Duration.ZERO));
    }

    Dialogue(MemoryMaildrop backend, Predicate<InetAddress> passwordsAllowed, LoginDelay loginDelay) {
        this.backend = backend;
        var config = new Pop3Config(
                "pop3",
                ListenerTls.NONE,
                "mail.example.com",
                backend.accounts.authentication(passwordsAllowed, Duration.ZERO),
                loginDelay,
                SessionLimits.idle(Duration.ofMinutes(10)));
        channel = new EmbeddedChannel(new Pop3Session(config, backend)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
            }
        };
        channel.freezeTime();
    }

    /** Reads the greeting and logs in. */
    Dialogue loggedIn() {
        return says("USER " + MemoryMaildrop.USER)
                .hears(GREETING, "+OK Now the password")
                .says("PASS " + MemoryMaildrop.PASSWORD)
                .hears(Replies.maildrop(new Messages(backend.mails())));
    }

    /** Sends lines, each with its CR LF, in one packet. */
    Dialogue says(String... lines) {
        return sends(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends octets as they are. */
    Dialogue sends(String octets) {
        return sends(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    Dialogue sends(byte[] octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets));
        return this;
    }

    /** Expects exactly these lines, each with its CR LF, since the last time. */
    Dialogue hears(String... lines) {
        assertEquals(lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n", heard());
        return this;
    }

    /** Returns what the session has sent since the last time. */
    String heard() {
        channel.runPendingTasks();
        var heard = new StringBuilder();
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            heard.append(sent.toString(StandardCharsets.ISO_8859_1));
            sent.release();
        }
        return heard.toString();
    }

    Dialogue passes(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        return this;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The client goes, without QUIT unless it said so before. */
    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
