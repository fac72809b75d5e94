package org.letterwing.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.net.Listener;
import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.TestAccounts;
import org.letterwing.smtp.client.ClientMail;
import org.letterwing.smtp.client.ClientSession;
import org.letterwing.smtp.client.NextHop;
import org.letterwing.smtp.client.NextHop.Credentials;
import org.letterwing.smtp.client.NextHop.Tls;
import org.letterwing.smtp.client.Outcome;
import org.letterwing.smtp.client.Outcome.Result;
import org.letterwing.smtp.client.SessionFailure;
import org.letterwing.smtp.client.TestClient;
import org.letterwing.tls.Identity;
import org.letterwing.tls.Keyring;
import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.TestIdentity;
import org.letterwing.tls.TlsServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Our client and our server talk to each other, with all that both can do. */
@Timeout(60)
class ClientToServerTest {

    private static final Identity IDENTITY = TestIdentity.of("EC", "mx.example.org");

    @TempDir
    private Path spool;

    private final TestBackend backend = new TestBackend();
    private final TestAccounts accounts = new TestAccounts("alice@example.com", "secret");
    private Listener listener;

    @BeforeEach
    void listen() throws IOException {
        var tls = new ListenerTls(
                ListenerTls.Use.OPTIONAL, new TlsServer(new Keyring(IDENTITY, List.of()), Duration.ofSeconds(10)));
        SessionLimits limits = SessionLimits.idle(Duration.ofMinutes(5));
        var config = new SmtpConfig(
                "smtp",
                SmtpConfig.Kind.MX,
                tls,
                "mx.example.org",
                10_000_000,
                128 * 1024,
                spool,
                accounts.authentication(address -> true, Duration.ZERO),
                Dialogue.RULES,
                limits);
        var engine = new SmtpEngine(config, backend, Runnable::run);
        listener = new Listener(
                TestClient.THREADS,
                "smtp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                engine::newSession);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private ClientSession connect(Tls tls, String password) throws SessionFailure {
        return TestClient.client(
                        Duration.ofSeconds(20),
                        Optional.empty(),
                        IDENTITY.chain().get(0))
                .connect(new NextHop(
                        listener.address(),
                        "mx.example.org",
                        tls,
                        Optional.ofNullable(password).map(p -> new Credentials("alice@example.com", p))));
    }

    @Test
    void mailsInOneSession() throws Exception {
        ClientSession session = connect(Tls.NONE, null);
        for (String content :
                List.of(TestClient.CONTENT, "X: 1\n\n.\n..\nend", "X: 2\r\n\r\n" + "x\r\n".repeat(200_000))) {
            List<Outcome> outcomes = session.send(TestClient.mail(content, "bob@example.org", "nobody@example.org"));
            assertEquals(List.of(Result.TAKEN, Result.REFUSED), TestClient.results(outcomes));
            assertEquals("5.1.1", outcomes.get(1).status());
            String expected = content.replace("\r\n", "\n").replace("\n", "\r\n");
            assertEquals(
                    expected.endsWith("\r\n") ? expected : expected + "\r\n",
                    backend.last().sent());
            assertTrue(session.isReady());
        }
        assertEquals(
                List.of(Result.REFUSED), TestClient.results(session.send(TestClient.mailTo("nobody@example.org"))));
        assertTrue(session.isReady());
        assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(TestClient.mailTo("bob@example.org"))));
        assertEquals(4, backend.delivered.size());
        session.quit();
    }

    @Test
    void utf8AndBinary() throws Exception {
        ClientSession session = connect(Tls.NONE, null);
        assertEquals(
                List.of(Result.TAKEN),
                TestClient.results(session.send(TestClient.mail("Subject: ü\r\n\r\n", "bøb@example.org"))));
        assertTrue(backend.last().transaction().options().smtpUtf8());
        byte[] octets = "X: y\r\n\r\na\rb\nc\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        var options = new MailOptions(
                octets.length,
                MailOptions.Body.BINARY,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
        var mail = new ClientMail(
                "",
                options,
                List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                true,
                () -> new ByteArrayInputStream(octets));
        assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(mail)));
        assertEquals(
                new String(octets, StandardCharsets.ISO_8859_1), backend.last().sent());
        session.quit();
    }

    @Test
    void overVerifiedTlsWithScram() throws Exception {
        ClientSession session = connect(Tls.REQUIRED, "secret");
        assertTrue(session.isVerified());
        assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(TestClient.mailTo("bob@example.org"))));
        assertEquals(
                Optional.of("alice@example.com"),
                backend.last().transaction().session().user());
        session.quit();
    }

    @Test
    void aWrongPassword() {
        var failure = assertThrows(SessionFailure.class, () -> connect(Tls.NONE, "public"));
        assertEquals(SessionFailure.Kind.CREDENTIALS, failure.kind());
        assertEquals("5.7.8", failure.status());
    }

    @Test
    void manySessionsAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Set<Result>>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(callers.submit(() -> {
                    ClientSession session = connect(Tls.OPPORTUNISTIC, null);
                    var seen = new HashSet<Result>();
                    for (int mail = 0; mail < 25; mail++) {
                        seen.addAll(TestClient.results(session.send(TestClient.mailTo("bob@example.org"))));
                    }
                    session.quit();
                    return seen;
                }));
            }
            for (Future<Set<Result>> result : results) {
                assertEquals(Set.of(Result.TAKEN), result.get());
            }
            assertEquals(500, backend.delivered.size());
        } finally {
            callers.shutdownNow();
        }
    }
}
