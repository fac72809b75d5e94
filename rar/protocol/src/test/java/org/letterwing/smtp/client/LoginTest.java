package org.letterwing.smtp.client;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.net.Dialer;
import org.letterwing.smtp.client.NextHop.Credentials;
import org.letterwing.smtp.client.NextHop.Tls;
import org.letterwing.smtp.client.SessionFailure.Kind;
import org.letterwing.tls.ClientTls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** AUTH as a client. SCRAM with a server that does it is in {@code ClientToServerTest}. */
@Timeout(60)
class LoginTest {

    private static final String USER = "YWxpY2U="; // alice
    private static final String PASSWORD = "c2VjcmV0"; // secret

    @Test
    void plain() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("AUTH LOGIN PLAIN");
            client.exchange("AUTH PLAIN AGFsaWNlAHNlY3JldA==", "235 2.7.0 Welcome");
            client.exchange("QUIT", "221 Bye");
        })) {
            connect(peer).quit();
            peer.finish();
        }
    }

    @Test
    void login() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("AUTH=LOGIN");
            client.exchange("AUTH LOGIN", "334 VXNlcm5hbWU6");
            client.exchange(USER, "334 UGFzc3dvcmQ6");
            client.exchange(PASSWORD, "235 2.7.0 Welcome");
            client.exchange("QUIT", "221 Bye");
        })) {
            connect(peer).quit();
            peer.finish();
        }
    }

    @Test
    void aLongMessageGoesInALineOfItsOwn() throws Exception {
        String password = "x".repeat(500);
        try (var peer = new ScriptedPeer(client -> {
            client.greet("AUTH PLAIN");
            client.exchange("AUTH PLAIN", "334 ");
            client.exchange("AGFsaWNlAHh4", "235 2.7.0 Welcome");
        })) {
            TestClient.patient()
                    .connect(new NextHop(
                            peer.address(),
                            "mx.example.org",
                            Tls.NONE,
                            Optional.of(new Credentials("alice", password))));
            peer.finish();
        }
    }

    @Test
    void wrongCredentials() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("AUTH PLAIN");
            client.exchange("AUTH PLAIN", "535 5.7.8 Wrong");
            client.exchange("QUIT", "221 Bye");
        })) {
            var failure = assertThrows(SessionFailure.class, () -> connect(peer));
            assertEquals(Kind.CREDENTIALS, failure.kind());
            assertEquals("5.7.8", failure.status());
            assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
            peer.finish();
        }
    }

    @Test
    void aPeerThatClaimsToKnowThePasswordAndDoesNot() throws Exception {
        try (var peer = new ScriptedPeer(
                client -> {
                    client.greet("AUTH SCRAM-SHA-256");
                    client.exchange("AUTH SCRAM-SHA-256 ", "235 2.7.0 Welcome");
                },
                client -> {
                    client.greet("AUTH SCRAM-SHA-256");
                    client.exchange("AUTH SCRAM-SHA-256 ", "334 no base64!");
                },
                client -> {
                    client.greet("AUTH SCRAM-SHA-256");
                    client.exchange("AUTH SCRAM-SHA-256 ", "334 cj1ub25jZSxzPWFiYyxpPTQwOTY=");
                })) {
            for (int i = 0; i < 3; i++) {
                var failure = assertThrows(SessionFailure.class, () -> connect(peer));
                assertEquals(Kind.CREDENTIALS, failure.kind(), failure.getMessage());
            }
        }
    }

    @Test
    void noPasswordInClearToAPeerThatMustNotHaveIt() throws Exception {
        var strict = new SmtpClient(
                new Dialer(TestClient.THREADS, Optional.empty()),
                new ClientTls(Optional.empty(), java.util.List.of()),
                "client.example",
                address -> false,
                Timeouts.standard(Duration.ofSeconds(5)));
        try (var peer = new ScriptedPeer(client -> {
            client.greet("AUTH PLAIN LOGIN");
            client.exchange("QUIT", "221 Bye");
        })) {
            var failure = assertThrows(SessionFailure.class, () -> strict.connect(hop(peer)));
            assertEquals(Kind.CREDENTIALS, failure.kind());
            assertTrue(failure.getMessage().contains("without TLS"), failure.getMessage());
            peer.finish();
        }
    }

    @Test
    void aPeerWithoutAuth() throws Exception {
        try (var peer = new ScriptedPeer(client -> client.greet("PIPELINING"))) {
            assertEquals(
                    Kind.CREDENTIALS,
                    assertThrows(SessionFailure.class, () -> connect(peer)).kind());
        }
    }

    private static ClientSession connect(ScriptedPeer peer) throws SessionFailure {
        return TestClient.patient().connect(hop(peer));
    }

    private static NextHop hop(ScriptedPeer peer) {
        return new NextHop(peer.address(), "mx.example.org", Tls.NONE, Optional.of(new Credentials("alice", "secret")));
    }
}
