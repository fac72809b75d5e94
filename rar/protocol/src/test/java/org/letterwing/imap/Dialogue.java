package org.letterwing.imap;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.letterwing.net.SessionLimits;
import org.letterwing.tls.ListenerTls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * What a client and a session say to each other, written as the RFCs do: {@code C:} begins a line of the client,
 * {@code S:} a line of the server, and other lines go on with the octets of a literal. Without a network between them.
 */
final class Dialogue implements AutoCloseable {

    static final int COMMAND_LIMIT = 64 * 1024;
    static final long MAX_MESSAGE_SIZE = 100_000;
    static final long MEMORY_LIMIT = 20_000;

    final MemoryBackend backend;
    private final EmbeddedChannel channel;
    private boolean slow;
    private Deflater deflater;
    private Inflater inflater;

    Dialogue() {
        this(new MemoryBackend());
    }

    Dialogue(MemoryBackend backend) {
        this(backend, client -> true);
    }

    Dialogue(MemoryBackend backend, Predicate<InetAddress> passwordsAllowed) {
        this(backend, config(backend, passwordsAllowed));
    }

    Dialogue(MemoryBackend backend, ImapConfig config) {
        this.backend = backend;
        channel = new EmbeddedChannel(new ImapSession(config, backend)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
            }

            @Override
            protected void handleOutboundMessage(Object message) {
                super.handleOutboundMessage(message);
                if (slow) {
                    reads(false);
                }
            }
        };
        channel.freezeTime();
    }

    static ImapConfig config(MemoryBackend backend, Predicate<InetAddress> passwordsAllowed) {
        return config(backend, passwordsAllowed, new UserSessions(10), new Semaphore(10));
    }

    static ImapConfig config(
            MemoryBackend backend,
            Predicate<InetAddress> passwordsAllowed,
            UserSessions users,
            Semaphore compressions) {
        return config(backend, passwordsAllowed, users, compressions, SessionLimits.idle(Duration.ofMinutes(35)));
    }

    static ImapConfig config(
            MemoryBackend backend,
            Predicate<InetAddress> passwordsAllowed,
            UserSessions users,
            Semaphore compressions,
            SessionLimits limits) {
        return new ImapConfig(
                "imap",
                ListenerTls.NONE,
                "mail.example.com",
                backend.accounts.authentication(passwordsAllowed, Duration.ZERO),
                limits,
                COMMAND_LIMIT,
                MAX_MESSAGE_SIZE,
                MEMORY_LIMIT,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runnable::run,
                users,
                compressions);
    }

    /** Reads the greeting and logs in. */
    Dialogue loggedIn() {
        return skips("a LOGIN " + MemoryBackend.USER + " \"" + MemoryBackend.PASSWORD + "\"");
    }

    /** Logs in and selects the INBOX. */
    Dialogue selected() {
        return selected("INBOX");
    }

    Dialogue selected(String mailbox) {
        return loggedIn().skips("a SELECT " + mailbox);
    }

    /**
     * Plays a dialogue: what the client says is sent, and then exactly what the server says must come. A line of the
     * server that ends with {@code ...} may go on with anything.
     */
    Dialogue plays(String script) {
        List<String> expected = new ArrayList<>();
        var said = new StringBuilder();
        boolean client = false;
        for (String line : script.split("\n")) {
            boolean clientSpeaks = line.startsWith("C: ");
            boolean serverSpeaks = line.startsWith("S: ");
            if (clientSpeaks && !expected.isEmpty()) {
                hears(expected);
                expected.clear();
            }
            if (serverSpeaks && said.length() > 0) {
                sends(said.toString());
                said.setLength(0);
            }
            client = clientSpeaks || client && !serverSpeaks;
            String text = clientSpeaks || serverSpeaks ? line.substring(3) : line;
            if (client) {
                said.append(text).append("\r\n");
            } else {
                expected.add(text);
            }
        }
        if (said.length() > 0) {
            sends(said.toString());
        }
        return hears(expected);
    }

    private Dialogue hears(List<String> expected) {
        List<String> heard = new ArrayList<>(heard().lines().toList());
        for (int i = 0; i < Math.min(heard.size(), expected.size()); i++) {
            String line = expected.get(i);
            if (line.endsWith("...") && heard.get(i).startsWith(line.substring(0, line.length() - 3))) {
                heard.set(i, line);
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", heard));
        return this;
    }

    /** Sends lines, each with its CR LF, in one packet. */
    Dialogue says(String... lines) {
        return sends(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends text as it is. */
    Dialogue sends(String text) {
        return sends(text.getBytes(StandardCharsets.UTF_8));
    }

    Dialogue sends(byte[] octets) {
        channel.writeInbound(Unpooled.copiedBuffer(deflater == null ? octets : deflated(octets)));
        return this;
    }

    private byte[] deflated(byte[] octets) {
        var compressed = new ByteArrayOutputStream();
        byte[] piece = new byte[8 * 1024];
        deflater.setInput(octets);
        int length;
        do {
            length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            compressed.write(piece, 0, length);
        } while (length == piece.length);
        return compressed.toByteArray();
    }

    private byte[] inflated(byte[] octets) {
        var plain = new ByteArrayOutputStream();
        byte[] piece = new byte[8 * 1024];
        inflater.setInput(octets);
        try {
            for (int length = inflater.inflate(piece); length > 0; length = inflater.inflate(piece)) {
                plain.write(piece, 0, length);
            }
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
        return plain.toByteArray();
    }

    /** Compresses from here on. */
    Dialogue compresses() {
        skips("z COMPRESS DEFLATE");
        deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        inflater = new Inflater(true);
        return this;
    }

    /** Lets the client take one packet, and no more until the next call. */
    Dialogue readsSlowly() {
        slow = true;
        return reads(true);
    }

    private Dialogue reads(boolean reads) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
        return this;
    }

    /** Sends a line, whose answer does not matter as long as it is OK. */
    Dialogue skips(String line) {
        says(line);
        String heard = heard();
        if (!heard.contains(line.substring(0, line.indexOf(' ')) + " OK ")) {
            fail(heard);
        }
        return this;
    }

    /** Expects exactly these lines, each with its CR LF, since the last time. */
    Dialogue hears(String... lines) {
        return hears(List.of(lines));
    }

    /** Returns what the session has sent since the last time. */
    String heard() {
        channel.runPendingTasks();
        var heard = new ByteArrayOutputStream();
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            heard.writeBytes(ByteBufUtil.getBytes(sent));
            sent.release();
        }
        byte[] octets = heard.toByteArray();
        return new String(inflater == null ? octets : inflated(octets), StandardCharsets.UTF_8);
    }

    /** Tells a client that idles what is new. */
    Dialogue newsComes() {
        backend.tellWatches();
        channel.runPendingTasks();
        return this;
    }

    Dialogue passes(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        return this;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
