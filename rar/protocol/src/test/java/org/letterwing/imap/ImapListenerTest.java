package org.letterwing.imap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.net.Farewell;
import org.letterwing.net.Listener;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionFacts;
import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.LoggedIn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sessions over real sockets. */
@Timeout(60)
class ImapListenerTest {

    private static final int MEBI = 1024 * 1024;

    private static NetworkThreads threads;
    private static ExecutorService workers;

    private final MemoryBackend backend = new MemoryBackend();
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
        var config = Dialogue.config(
                backend, InetAddress::isLoopbackAddress, new UserSessions(10), new Semaphore(10), limits);
        listener = new Listener(
                threads,
                "imap",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                () -> new ImapSession(config, backend));
    }

    @Test
    void aPipelinedSessionIsAnsweredInOrder() throws IOException {
        backend.executor = workers;
        listen(Duration.ofMinutes(35));
        try (var client = new Client()) {
            client.says("1 LOGIN " + MemoryBackend.USER + " {19+}\r\n" + MemoryBackend.PASSWORD
                    + "\r\n2 APPEND INBOX {3+}\r\none\r\n3 STATUS INBOX (MESSAGES)\r\n4 DELETE INBOX\r\n5 LOGOUT");
            assertTrue(client.line().startsWith("* OK [CAPABILITY "));
            assertTrue(client.line().startsWith("1 OK [CAPABILITY "));
            assertEquals("2 OK [APPENDUID 3857529045 1] APPEND completed", client.line());
            assertEquals("* STATUS INBOX (MESSAGES 1)", client.line());
            assertEquals("3 OK STATUS completed", client.line());
            assertEquals("4 NO [CANNOT] The INBOX stays", client.line());
            assertEquals("* BYE Bye", client.line());
            assertEquals("5 OK LOGOUT completed", client.line());
            assertEquals(-1, client.input.read());
        }
    }

    @Test
    void aClientThatDoesNotReadTakesNoMemory() throws IOException {
        var questions = new AtomicLong();
        backend.afterQuestion = questions::incrementAndGet;
        int size = 20 * MEBI;
        int times = 6;
        backend.mailboxes.deliver("x".repeat(size));
        listen(Duration.ofMinutes(35));
        try (var client = new Client()) {
            client.says("1 LOGIN " + MemoryBackend.USER + " \"" + MemoryBackend.PASSWORD + "\"\r\n2 EXAMINE INBOX\r\n"
                    + "3 FETCH 1 BODY.PEEK[]\r\n".repeat(times) + "4 LOGOUT");
            for (String line = client.line(); !line.startsWith("* 1 FETCH "); line = client.line()) {
                assertTrue(line.startsWith("* ") || line.contains(" OK "), line);
            }
            // On the one event loop a session without a bound would be through before another is greeted.
            try (var other = new Client()) {
                assertTrue(other.line().startsWith("* OK "));
            }
            // What fits into the sockets' buffers, and not more.
            long read = questions.get() * backend.mailboxes.sliceSize;
            assertTrue(read < 32L * MEBI, read + " octets were read from the store");
            client.input.skipNBytes(size);
            assertEquals(")", client.line());
            assertEquals("3 OK FETCH completed", client.line());
            for (int i = 1; i < times; i++) {
                assertEquals("* 1 FETCH (BODY[] {" + size + "}", client.line());
                client.input.skipNBytes(size);
                assertEquals(")", client.line());
                assertEquals("3 OK FETCH completed", client.line());
            }
            assertEquals("* BYE Bye", client.line());
        }
    }

    @Test
    void aSilentClientIsLoggedOut() throws IOException {
        listen(Duration.ofMillis(200));
        try (var client = new Client()) {
            assertTrue(client.line().startsWith("* OK "));
            assertEquals("* BYE Autologout, you were silent for too long", client.line());
            assertEquals(-1, client.input.read());
        }
    }

    @Test
    void aClientThatIdlesIsToldWhyItsSessionEnds() throws IOException {
        backend.executor = workers;
        listen(Duration.ofMinutes(35));
        try (var client = new Client()) {
            client.says(
                    "1 LOGIN " + MemoryBackend.USER + " \"" + MemoryBackend.PASSWORD + "\"\r\n2 ID (\"name\" \"Pigeon\""
                            + " \"version\" \"1.2\" \"os\" NIL)\r\n3 SELECT INBOX\r\n4 IDLE");
            for (String line = client.line(); !line.startsWith("+ "); line = client.line()) {
                assertTrue(line.startsWith("* ") || line.contains(" OK "), line);
            }
            SessionFacts facts = listener.open().findFirst().orElseThrow().facts();
            assertEquals(Optional.of(new LoggedIn(MemoryBackend.USER, 7)), facts.login());
            assertEquals(Optional.of("Pigeon 1.2"), facts.name());
            assertEquals(Optional.of("INBOX"), facts.mailbox());
            listener.end(session -> true, Farewell.LOGIN_ENDED);
            assertEquals("* BYE Your account has changed, log in again", client.line());
            assertEquals(-1, client.input.read());
        }
    }

    private final class Client implements Closeable {

        private final Socket socket =
                new Socket(listener.address().getAddress(), listener.address().getPort());
        private final BufferedInputStream input = new BufferedInputStream(socket.getInputStream());

        Client() throws IOException {
            socket.setSoTimeout(30_000);
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
