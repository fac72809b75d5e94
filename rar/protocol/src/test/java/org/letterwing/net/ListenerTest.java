package org.letterwing.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class ListenerTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private final BlockingQueue<ScriptedSession> sessions = new LinkedBlockingQueue<>();
    private volatile SessionLimits limits = SessionLimits.idle(Duration.ofMinutes(5));
    private Listener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new Listener(
                THREADS, "test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits.door(), () -> {
                    var session = new ScriptedSession(limits);
                    sessions.add(session);
                    return session;
                });
    }

    @AfterEach
    void close() {
        listener.close(Duration.ZERO);
    }

    @AfterAll
    static void noThreadIsLeft() {
        THREADS.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("letterwing-")));
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        var failure = assertThrows(
                IOException.class,
                () -> new Listener(
                        THREADS, "smtp", listener.address(), limits.door(), () -> new ScriptedSession(limits)));
        assertTrue(failure.getMessage().startsWith("Listener smtp can't listen on "), failure.getMessage());
        assertTrue(failure.getMessage().contains(" port " + listener.address().getPort()), failure.getMessage());
        assertTrue(failure.getMessage().contains("set letterwing.smtp.port"), failure.getMessage());
        assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
    }

    @Test
    void sessionsSayGoodbyeWhenTheListenerCloses() throws IOException {
        try (var client = new Client()) {
            listener.close();
            assertEquals("going down", client.read());
            assertNull(client.read());
            assertThrows(IOException.class, Client::new);
        }
    }

    @Test
    void openSessionsAreShownAsTheyAre() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        try (var client = new Client();
                var other = new Client()) {
            client.send("a\r\n");
            assertEquals("a", client.read());
            OpenSession shown = session(client);
            assertEquals("test", shown.listener());
            assertEquals(Optional.of("scripted"), shown.facts().name());
            assertEquals(Optional.empty(), shown.tlsProtocol());
            assertEquals(3, shown.received());
            assertEquals("hello\na\n".length(), shown.sent());
            assertTrue(shown.since().isAfter(before) && !shown.lastActive().isBefore(before.minusSeconds(1)));
            assertNotEquals(shown.number(), session(other).number());
        }
        await(() -> listener.open().findAny().isEmpty());
    }

    @Test
    void aSessionThatIsEndedSaysWhyAndOthersGoOn() throws IOException {
        try (var client = new Client();
                var other = new Client()) {
            long number = session(client).number();
            List<OpenSession> ended = listener.end(session -> session.number() == number, Farewell.DISCONNECTED);
            assertEquals(
                    List.of(number), ended.stream().map(OpenSession::number).toList());
            assertEquals("disconnected", client.read());
            assertNull(client.read());
            other.send("a\r\n");
            assertEquals("a", other.read());
        }
    }

    @Test
    void aSessionThatIsEndedGetsTheAnswerThatItWaitsForAndNoOther() throws Exception {
        try (var client = new Client()) {
            client.send("a\r\nwait\r\n");
            assertEquals("a", client.read());
            client.send("b\r\n");
            listener.end(session -> true, Farewell.LOGIN_ENDED);
            sessions.element().answer.complete("there");
            assertEquals("there", client.read());
            assertEquals("login ended", client.read());
            assertNull(client.read());
        }
    }

    @Test
    void aSessionThatIsEndedIsCutOffInALongAnswer() throws Exception {
        try (var client = new Client()) {
            client.send("flood\r\n");
            var session = sessions.take();
            await(() -> listener.open().anyMatch(s -> s.sent() > 100_000));
            listener.end(s -> true, Farewell.DISCONNECTED);
            await(() -> session.closed.get() == 1);
        }
    }

    private OpenSession session(Client client) {
        return listener.open()
                .filter(session -> session.client().equals(client.socket.getLocalSocketAddress()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSessionThatStaysBusyIsCutOff() throws Exception {
        try (var client = new Client()) {
            client.send("a\r\nwait\r\n");
            assertEquals("a", client.read());
            listener.close(Duration.ofMillis(200));
            assertNull(client.read());
            assertEquals(0, listener.sessions());
        }
    }

    @Test
    void aSilentClientIsToldAndLeft() throws IOException {
        limits = SessionLimits.idle(Duration.ofMillis(100));
        try (var client = new Client()) {
            client.send("a\r\nb");
            assertEquals("a", client.read());
            assertEquals("too slow", client.read());
            assertNull(client.read());
        }
    }

    @Test
    void aClientThatWaitsForTheServerIsNotSilent() throws Exception {
        limits = SessionLimits.idle(Duration.ofMillis(50));
        try (var client = new Client()) {
            client.send("wait\r\n");
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> sessions.element().answer.complete("there"));
            assertEquals("there", client.read());
            assertEquals("too slow", client.read());
        }
    }

    @Test
    void aClientThatReadsNothingHoldsTheOutputBack() throws Exception {
        try (var client = new Client()) {
            client.send("flood\r\nnext\r\n");
            var session = sessions.take();
            long zeros = 0;
            while (client.in.read() == 0) {
                zeros++;
                assertTrue(session.channel().unsafe().outboundBuffer().totalPendingWriteBytes() < 256 * 1024);
            }
            assertEquals(ScriptedSession.FLOOD, zeros);
            assertEquals("nd", client.read());
            assertEquals("next", client.read());
        }
    }

    @Test
    void aClientThatReadsNothingIsLeft() throws Exception {
        limits = SessionLimits.idle(Duration.ofMillis(200));
        try (var client = new Client()) {
            client.send("flood\r\n");
            var session = sessions.take();
            await(() -> session.closed.get() == 1);
        }
    }

    @Test
    void aThousandSessionsComeAndGo() throws Exception {
        for (int i = 0; i < 1000; i++) {
            try (var client = new Client()) {
                client.send("quit\r\n");
                assertEquals("bye", client.read());
                assertNull(client.read());
            }
        }
        await(() -> listener.sessions() == 0);
        assertTrue(sessions.stream().allMatch(session -> session.closed.get() == 1));
    }

    @Test
    void whoSendsNoMoreIsStillAnswered() throws Exception {
        try (var client = new Client()) {
            client.send("a\r\n");
            assertEquals("a", client.read());
            client.send("wait\r\nb\r\nincomplete");
            client.socket.shutdownOutput();
            sessions.element().answer.complete("there");
            assertEquals("there", client.read());
            assertEquals("b", client.read());
            assertNull(client.read());
            await(() -> listener.sessions() == 0);
            assertEquals(1, sessions.element().closed.get());
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "the condition did not come true within ten seconds");
            Thread.onSpinWait();
        }
    }

    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket();
        private final InputStream in;

        private Client() throws IOException {
            socket.connect(listener.address());
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
            assertEquals("hello", read());
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private String read() throws IOException {
            var line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
                line.append((char) octet);
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
