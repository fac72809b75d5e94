package org.letterwing.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.tls.Identity;
import org.letterwing.tls.Keyring;
import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.ListenerTls.Use;
import org.letterwing.tls.TestIdentity;
import org.letterwing.tls.TlsClient;
import org.letterwing.tls.TlsConnection;
import org.letterwing.tls.TlsServer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The frame of sessions with TLS, from the start or later. */
@Timeout(60)
class TlsSessionTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final Identity IDENTITY = TestIdentity.of("EC", "mail.example.com");

    private final TlsServer server = new TlsServer(new Keyring(IDENTITY, List.of()), Duration.ofMillis(500));
    private final BlockingQueue<ScriptedSession> sessions = new LinkedBlockingQueue<>();
    private Listener listener;

    private void listen(Use use) throws IOException {
        var limits = SessionLimits.idle(Duration.ofMinutes(5));
        listener = new Listener(
                THREADS, "test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits.door(), () -> {
                    var session = new ScriptedSession(limits, new ListenerTls(use, server));
                    sessions.add(session);
                    return session;
                });
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aConnectionMayBeginWithTls(String protocol) throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect()) {
            client.secure(TlsClient.context(), null, protocol);
            assertEquals("hello", client.read());
            client.send("a\r\n");
            assertEquals("a", client.read());
            TlsConnection tls = sessions.element().tls().orElseThrow();
            assertEquals(protocol, tls.protocol());
            assertEquals(client.session().getCipherSuite(), tls.cipherSuite());
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256")
                            .digest(client.certificate().getEncoded()),
                    tls.serverEndPoint().orElseThrow());
            client.send("quit\r\n");
            assertEquals("bye", client.read());
            assertNull(client.read());
        }
    }

    @Test
    void bothEndsExportTheSameKeys() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure()) {
            assertEquals("hello", client.read());
            byte[] here = sessions.element().tls().orElseThrow().exporter().orElse(null);
            assertArrayEquals(new TlsConnection(client.session()).exporter().orElse(null), here);
            assertEquals(Runtime.version().feature() >= 25, here != null);
        }
    }

    @Test
    void aConnectionMayGoOverToTls() throws Exception {
        listen(Use.OPTIONAL);
        try (var client = connect()) {
            assertEquals("hello", client.read());
            assertTrue(sessions.element().tls().isEmpty());
            client.send("tls\r\n");
            assertEquals("go on", client.read());
            client.secure();
            client.send("a\r\nquit\r\n");
            assertEquals("a", client.read());
            assertEquals("bye", client.read());
            assertNull(client.read());
            assertTrue(sessions.element().tls().isPresent());
        }
    }

    @Test
    void whatCameBeforeTheHandshakeIsDropped() throws Exception {
        listen(Use.OPTIONAL);
        try (var client = connect()) {
            assertEquals("hello", client.read());
            client.send("tls\r\ninjected\r\nbeginning of a line");
            assertEquals("go on", client.read());
            client.secure();
            client.send("a\r\n");
            assertEquals("a", client.read());
            assertEquals(List.of("tls", "a"), sessions.element().lines);
        }
    }

    @Test
    void aFloodGoesThroughTls() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure()) {
            assertEquals("hello", client.read());
            client.send("flood\r\nnext\r\n");
            assertEquals(ScriptedSession.FLOOD + 3, client.read().length());
            assertEquals("next", client.read());
        }
    }

    @Test
    void aClientThatSaysNothingIsCutOff() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect()) {
            assertNull(client.read());
        }
        await(() -> sessions.element().closed.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientThatEndsTlsIsLeft(String protocol) throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure(TlsClient.context(), null, protocol)) {
            assertEquals("hello", client.read());
            client.endTls();
            await(() -> sessions.element().closed.get() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "TLS and the connection", "the connection"})
    void whoSendsNoMoreIsStillAnswered(String ended) throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure()) {
            assertEquals("hello", client.read());
            client.send("wait\r\nb\r\nincomplete");
            if (ended.startsWith("TLS")) {
                client.endTls();
            }
            if (ended.endsWith("connection")) {
                client.endSide();
            }
            ScriptedSession session = sessions.element();
            await(session::hasEnded);
            assertEquals(0, session.closed.get());
            session.answer.complete("there");
            assertEquals("there", client.read());
            assertEquals("b", client.read());
            assertNull(client.read());
            await(() -> session.closed.get() == 1);
        }
    }

    @Test
    void whatFollowsTheEndOfTlsIsNotRead() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure()) {
            assertEquals("hello", client.read());
            client.send("wait\r\n");
            client.endTls();
            ScriptedSession session = sessions.element();
            await(() -> !session.channel().config().isAutoRead());
            assertTrue(session.channel().isOpen());
            session.answer.complete("there");
            assertEquals("there", client.read());
        }
    }

    @Test
    void beforeVersion13TheEndOfTlsIsTheEndOfBothSides() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure(TlsClient.context(), null, "TLSv1.2")) {
            assertEquals("hello", client.read());
            client.send("wait\r\n");
            client.endTls();
            assertNull(client.read());
            await(() -> sessions.element().closed.get() == 1);
        }
    }

    @Test
    void plainTextWhereTlsBelongsIsCutOff() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect()) {
            client.send("EHLO client.example\r\n");
            assertNotEquals("hello", readOrNull(client));
        }
        await(() -> sessions.element().closed.get() == 1);
        assertTrue(sessions.element().lines.isEmpty());
    }

    @Test
    void oldVersionsAreRefused() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect()) {
            assertThrows(SSLException.class, () -> client.secure(TlsClient.context(), null, "TLSv1.1"));
        }
    }

    @Test
    void aSessionInItsHandshakeDoesNotHoldTheListener() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect()) {
            await(() -> listener.sessions() == 1);
            listener.close(Duration.ofSeconds(20));
            assertNull(readOrNull(client));
        }
    }

    @Test
    void sessionsWithTlsSayGoodbyeWhenTheListenerCloses() throws Exception {
        listen(Use.IMPLICIT);
        try (var client = connect().secure()) {
            assertEquals("hello", client.read());
            listener.close();
            assertEquals("going down", client.read());
            assertNull(client.read());
        }
        assertFalse(sessions.isEmpty());
    }

    private TlsClient connect() throws IOException {
        return new TlsClient(listener.address());
    }

    /** A connection that ends with unread input is reset. */
    private static String readOrNull(TlsClient client) {
        try {
            return client.read();
        } catch (IOException reset) {
            return null;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "the condition did not come true within ten seconds");
            Thread.onSpinWait();
        }
    }
}
