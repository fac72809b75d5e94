package org.letterwing.pop3;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.net.Listener;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionLimits;
import org.letterwing.tls.ListenerTls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sessions over real sockets. */
@Timeout(60)
class Pop3ListenerTest {

    private static final int MEBI = 1024 * 1024;

    private static NetworkThreads threads;
    private static ExecutorService workers;

    private final MemoryMaildrop backend = new MemoryMaildrop();
    private Listener listener;

    @BeforeAll
    static void startThreads() {
        threads = new NetworkThreads(1);
        workers = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void endThreads() {
        workers.shutdown();
        threads.close();
    }

    @AfterEach
    void close() {
        listener.close(Duration.ZERO);
    }

    private void listen(Duration idleTime) throws IOException {
        var limits = SessionLimits.idle(idleTime);
        var config = new Pop3Config(
                "pop3",
                ListenerTls.NONE,
                "mail.example.com",
                backend.accounts.authentication(InetAddress::isLoopbackAddress, Duration.ZERO),
                new LoginDelay(Duration.ZERO),
                limits);
        listener = new Listener(
                threads,
                "pop3",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                () -> new Pop3Session(config, backend));
    }

    @Test
    void aPipelinedSession() throws IOException {
        backend.executor = workers;
        backend.add("Subject: one\r\n\r\n.\r\n");
        listen(Duration.ofMinutes(10));
        try (var client = new Client()) {
            client.says("USER " + MemoryMaildrop.USER + "\r\nPASS " + MemoryMaildrop.PASSWORD
                    + "\r\nRETR 1\r\nDELE 1\r\nQUIT");
            assertEquals(
                    List.of(
                            Dialogue.GREETING,
                            "+OK Now the password",
                            "+OK 1 messages (19 octets)",
                            "+OK 19 octets",
                            "Subject: one",
                            "",
                            "..",
                            ".",
                            "+OK Message 1 deleted",
                            "+OK Bye"),
                    new String(client.input.readAllBytes(), StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList());
        }
        assertEquals(List.of(), backend.keys());
    }

    @Test
    void aLargeMessageArrivesOctetForOctet() throws IOException {
        backend.executor = workers;
        byte[] content = new byte[20 * MEBI];
        new Random(1).nextBytes(content);
        for (int i = 0; i < content.length; i++) {
            content[i] = content[i] == '.' || content[i] == '\r' ? (byte) 'x' : content[i];
        }
        backend.add(content);
        listen(Duration.ofMinutes(10));
        try (var client = new Client().loggedIn()) {
            client.says("RETR 1");
            assertEquals("+OK " + content.length + " octets", client.line());
            assertArrayEquals(content, client.input.readNBytes(content.length));
            assertEquals("", client.line());
            assertEquals(".", client.line());
        }
    }

    @Test
    void aClientThatDoesNotReadTakesNoMemory() throws IOException {
        byte[] slice = new byte[64 * 1024];
        Arrays.fill(slice, (byte) 'x');
        backend.add(1024L * MEBI, offset -> slice);
        listen(Duration.ofMinutes(10));
        try (var client = new Client().loggedIn()) {
            client.says("RETR 1");
            assertEquals("+OK " + 1024L * MEBI + " octets", client.line());
            // On the one event loop a session without a bound would be through before another is greeted.
            try (var other = new Client()) {
                assertEquals(Dialogue.GREETING, other.line());
            }
            // What fits into the sockets' buffers, and not more.
            long read = backend.octetsRead.get();
            assertTrue(read < 32 * MEBI, read + " octets were read from the store");
        }
        until(() -> !backend.isHeld());
    }

    @Test
    void aSilentClientIsLeftWithoutAWord() throws IOException {
        backend.add("one\r\n");
        listen(Duration.ofMillis(200));
        try (var client = new Client().loggedIn()) {
            client.says("DELE 1");
            assertEquals("+OK Message 1 deleted", client.line());
            assertEquals(0, client.input.readAllBytes().length);
        }
        until(() -> !backend.isHeld());
        assertEquals(List.of(42L), backend.keys());
    }

    @Test
    void aListenerThatClosesRemovesNothing() throws IOException {
        backend.add("one\r\n");
        listen(Duration.ofMinutes(10));
        try (var client = new Client().loggedIn()) {
            client.says("DELE 1");
            assertEquals("+OK Message 1 deleted", client.line());
            listener.close(Duration.ZERO);
            assertEquals(0, client.input.readAllBytes().length);
        }
        until(() -> !backend.isHeld());
        assertEquals(List.of(42L), backend.keys());
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertFalse(System.nanoTime() - deadline > 0, "It did not happen in time");
            Thread.onSpinWait();
        }
    }

    private final class Client implements Closeable {

        private final Socket socket =
                new Socket(listener.address().getAddress(), listener.address().getPort());
        private final BufferedInputStream input = new BufferedInputStream(socket.getInputStream());

        Client() throws IOException {
            socket.setSoTimeout(30_000);
        }

        Client loggedIn() throws IOException {
            says("USER " + MemoryMaildrop.USER);
            says("PASS " + MemoryMaildrop.PASSWORD);
            assertEquals(Dialogue.GREETING, line());
            assertEquals("+OK Now the password", line());
            assertTrue(line().startsWith("+OK 1 messages"));
            return this;
        }

        void says(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        String line() throws IOException {
            var line = new StringBuilder();
            for (int octet = input.read(); octet != '\n'; octet = input.read()) {
                assertTrue(octet >= 0, "The session ended");
                line.append((char) octet);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
