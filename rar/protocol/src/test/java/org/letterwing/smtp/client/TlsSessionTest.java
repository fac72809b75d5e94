package org.letterwing.smtp.client;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.smtp.client.NextHop.Tls;
import org.letterwing.smtp.client.Outcome.Result;
import org.letterwing.smtp.client.SessionFailure.Kind;
import org.letterwing.tls.Identity;
import org.letterwing.tls.TestIdentity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** STARTTLS as a client, with right and wrong certificates. */
@Timeout(60)
class TlsSessionTest {

    private static final Identity RIGHT = TestIdentity.of("EC", "mx.example.org");
    private static final Identity WRONG_NAME = TestIdentity.of("EC", "other.example.org");
    private static final Identity CLIENT = TestIdentity.of("EC", "client.example");

    private static SmtpClient client(Identity... trusted) {
        X509Certificate[] issuers = new X509Certificate[trusted.length];
        for (int i = 0; i < trusted.length; i++) {
            issuers[i] = trusted[i].chain().get(0);
        }
        return TestClient.client(Duration.ofSeconds(10), Optional.empty(), issuers);
    }

    private static ScriptedPeer.Script taking(Identity identity) {
        return client -> {
            client.greet("STARTTLS", "PIPELINING");
            client.exchange("STARTTLS", "220 Go on");
            client.startTls(context(identity));
            client.hello("REQUIRETLS");
            client.exchange("MAIL", "250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            client.content();
            client.say("250 OK");
            client.exchange("QUIT", "221 Bye");
        };
    }

    @Test
    void aVerifiedPeer() throws Exception {
        try (var peer = new ScriptedPeer(taking(RIGHT))) {
            ClientSession session = client(RIGHT).connect(TestClient.hop(peer.address(), Tls.REQUIRED));
            assertTrue(session.isVerified());
            assertEquals("TLSv1.3", session.tls().orElseThrow().protocol());
            // RFC 3207 4.2: what was offered before is void.
            assertFalse(session.facts().offers("PIPELINING"));
            assertTrue(session.facts().offers("REQUIRETLS"));
            assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(TestClient.mailTo("bob@example.org"))));
            session.quit();
            peer.finish();
        }
    }

    @Test
    void anyPeerWhereEncryptionIsBetterThanNone() throws Exception {
        try (var peer = new ScriptedPeer(taking(WRONG_NAME))) {
            ClientSession session = client(RIGHT).connect(TestClient.hop(peer.address(), Tls.OPPORTUNISTIC));
            assertFalse(session.isVerified());
            assertTrue(session.tls().isPresent());
            session.send(TestClient.mailTo("bob@example.org"));
            session.quit();
            peer.finish();
        }
    }

    @Test
    void aCertificateForAnotherName() throws Exception {
        assertNoTls(WRONG_NAME, client(WRONG_NAME));
    }

    @Test
    void aCertificateOfAnUnknownIssuer() throws Exception {
        assertNoTls(TestIdentity.of("RSA", "mx.example.org"), client(RIGHT));
    }

    @Test
    void aCertificateThatJavaDoesNotTrust() throws Exception {
        assertNoTls(RIGHT, client());
    }

    private static void assertNoTls(Identity identity, SmtpClient client) throws Exception {
        try (var peer = new ScriptedPeer(talk -> {
            talk.greet("STARTTLS");
            talk.exchange("STARTTLS", "220 Go on");
            assertThrows(Exception.class, () -> {
                talk.startTls(context(identity));
                talk.line();
            });
        })) {
            var failure = assertThrows(
                    SessionFailure.class, () -> client.connect(TestClient.hop(peer.address(), Tls.REQUIRED)));
            assertEquals(Kind.TLS, failure.kind());
            assertEquals("4.7.5", failure.status());
            peer.finish();
        }
    }

    @Test
    void aPeerWithoutTls() throws Exception {
        try (var peer = new ScriptedPeer(
                talk -> {
                    talk.greet("PIPELINING");
                    talk.exchange("QUIT", "221 Bye");
                },
                talk -> {
                    talk.greet("PIPELINING");
                    talk.exchange("QUIT", "221 Bye");
                })) {
            var failure = assertThrows(
                    SessionFailure.class, () -> client(RIGHT).connect(TestClient.hop(peer.address(), Tls.REQUIRED)));
            assertEquals(Kind.TLS, failure.kind());
            assertEquals("4.7.4", failure.status());
            ClientSession session = client(RIGHT).connect(TestClient.hop(peer.address(), Tls.OPPORTUNISTIC));
            assertEquals(Optional.empty(), session.tls());
            session.quit();
            peer.finish();
        }
    }

    @Test
    void aPeerThatCannotDoWhatItOffers() throws Exception {
        try (var peer = new ScriptedPeer(
                talk -> {
                    talk.greet("STARTTLS");
                    talk.exchange("STARTTLS", "454 4.7.0 Not now");
                },
                talk -> {
                    talk.greet("STARTTLS");
                    talk.exchange("STARTTLS", "220 Go on");
                    talk.raw("This is no TLS\r\n".repeat(10));
                    talk.awaitEnd();
                },
                talk -> {
                    talk.greet("STARTTLS");
                    talk.exchange("STARTTLS", "220 Go on");
                    talk.close();
                },
                talk -> {
                    talk.greet("STARTTLS");
                    talk.expect("STARTTLS");
                    talk.close();
                })) {
            for (int i = 0; i < 4; i++) {
                var failure = assertThrows(
                        SessionFailure.class,
                        () -> client(RIGHT).connect(TestClient.hop(peer.address(), Tls.OPPORTUNISTIC)));
                assertEquals(Kind.TLS, failure.kind(), failure.getMessage());
            }
        }
    }

    /** What an attacker says before TLS must not be taken for the peer's word under TLS. */
    @Test
    void repliesBeforeTlsAreNotTakenAfterIt() throws Exception {
        for (String injected : List.of("250-mx.example.org\r\n250 AUTH PLAIN\r\n", "250-mx.exa")) {
            try (var peer = new ScriptedPeer(talk -> {
                talk.greet("STARTTLS");
                talk.expect("STARTTLS");
                talk.raw("220 Go on\r\n" + injected);
                talk.awaitEnd();
            })) {
                var failure = assertThrows(
                        SessionFailure.class,
                        () -> client(RIGHT).connect(TestClient.hop(peer.address(), Tls.REQUIRED)));
                assertEquals(Kind.TLS, failure.kind(), failure.getMessage());
                peer.finish();
            }
        }
    }

    @Test
    void theClientShowsItsCertificateToWhomAsks() throws Exception {
        var shown = new AtomicReference<X509Certificate>();
        try (var peer = new ScriptedPeer(talk -> {
            talk.greet("STARTTLS");
            talk.exchange("STARTTLS", "220 Go on");
            SSLSocket socket = talk.startTls(asking(RIGHT), true);
            shown.set((X509Certificate) socket.getSession().getPeerCertificates()[0]);
            talk.hello();
        })) {
            TestClient.client(
                            Duration.ofSeconds(10),
                            Optional.of(CLIENT),
                            RIGHT.chain().get(0))
                    .connect(TestClient.hop(peer.address(), Tls.REQUIRED));
            assertArrayEquals(CLIENT.chain().get(0).getEncoded(), shown.get().getEncoded());
        }
    }

    private static SSLContext context(Identity identity) throws Exception {
        return context(identity, null);
    }

    /** Asks the client for a certificate, and takes any. */
    private static SSLContext asking(Identity identity) throws Exception {
        return context(identity, new TrustManager[] {
            new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String authType) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String authType) {}

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }
        });
    }

    private static SSLContext context(Identity identity, TrustManager[] trust) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("peer", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust, null);
        return context;
    }
}
