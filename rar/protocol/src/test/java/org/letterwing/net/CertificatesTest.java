package org.letterwing.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.tls.Identity;
import org.letterwing.tls.Keyring;
import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.ListenerTls.Use;
import org.letterwing.tls.TestIdentity;
import org.letterwing.tls.TlsClient;
import org.letterwing.tls.TlsServer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Which certificate a client is shown, whether it can resume a session, and what becomes of both when they change. */
@Timeout(60)
class CertificatesTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final Identity STANDARD = TestIdentity.of("EC", "mail.example.com");
    private static final Identity EXACT = TestIdentity.of("RSA", "mx.example.org");
    private static final Identity WILDCARD = TestIdentity.of("EC", "*.example.org", "example.org");
    private static final Identity RENEWED = TestIdentity.of("EC", "mail.example.com");

    private final TlsServer server =
            new TlsServer(new Keyring(STANDARD, List.of(EXACT, WILDCARD)), Duration.ofSeconds(10));
    private final BlockingQueue<ScriptedSession> sessions = new LinkedBlockingQueue<>();
    private Listener listener;

    @BeforeEach
    void listen() throws IOException {
        var limits = SessionLimits.idle(Duration.ofMinutes(5));
        listener = new Listener(
                THREADS, "test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits.door(), () -> {
                    var session = new ScriptedSession(limits, new ListenerTls(Use.IMPLICIT, server));
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
    @CsvSource({
        "mail.example.com, STANDARD",
        "nowhere.example.com, STANDARD",
        ", STANDARD",
        "mx.example.org, EXACT",
        "MX.Example.ORG, EXACT",
        "pop.example.org, WILDCARD",
        "example.org, WILDCARD",
        "a.b.example.org, STANDARD"
    })
    void theNameChoosesTheCertificate(String name, String expected) throws Exception {
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            try (var client = connect(TlsClient.context(), name, protocol)) {
                assertEquals(certificate(expected), client.certificate());
                assertArrayEquals(
                        MessageDigest.getInstance("SHA-256")
                                .digest(client.certificate().getEncoded()),
                        sessions.take().tls().orElseThrow().serverEndPoint().orElseThrow());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSessionIsResumed(String protocol) throws Exception {
        SSLContext context = TlsClient.context();
        long first = created(context, protocol);
        for (int i = 0; i < 3; i++) {
            assertEquals(first, created(context, protocol), "the session's time: a new one would have its own");
        }
        for (ScriptedSession session : sessions) {
            // A resumed session binds to the same certificate.
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256")
                            .digest(STANDARD.chain().get(0).getEncoded()),
                    session.tls().orElseThrow().serverEndPoint().orElseThrow());
        }
    }

    @Test
    void connectionsGoOnWhenTheCertificateChanges() throws Exception {
        SSLContext context = TlsClient.context();
        long first;
        try (var before = connect(context, null, "TLSv1.3")) {
            first = before.session().getCreationTime();
            assertEquals(STANDARD.chain().get(0), before.certificate());
            server.use(new Keyring(RENEWED, List.of()));
            while (System.currentTimeMillis() <= first) {
                Thread.onSpinWait();
            }
            try (var after = connect(context, null, "TLSv1.3")) {
                assertEquals(RENEWED.chain().get(0), after.certificate());
                assertNotEquals(first, after.session().getCreationTime());
            }
            before.send("a\r\n");
            assertEquals("a", before.read());
        }
    }

    /** Returns when the session of a new connection was made. */
    private long created(SSLContext context, String protocol) throws IOException {
        try (var client = connect(context, "mail.example.com", protocol)) {
            long created = client.session().getCreationTime();
            while (System.currentTimeMillis() <= created) {
                Thread.onSpinWait();
            }
            return created;
        }
    }

    private TlsClient connect(SSLContext context, String name, String protocol) throws IOException {
        var client = new TlsClient(listener.address()).secure(context, name, protocol);
        assertEquals("hello", client.read());
        return client;
    }

    private static X509Certificate certificate(String name) {
        Identity identity = switch (name) {
            case "EXACT" -> EXACT;
            case "WILDCARD" -> WILDCARD;
            default -> STANDARD;
        };
        return identity.chain().get(0);
    }
}
