package org.letterwing.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.net.Listener;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionLimits;
import org.letterwing.tls.Keyring;
import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.ListenerTls.Use;
import org.letterwing.tls.TestIdentity;
import org.letterwing.tls.TlsClient;
import org.letterwing.tls.TlsServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** IMAP over TLS, on real sockets. */
@Timeout(60)
class TlsTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final TlsServer SERVER =
            new TlsServer(new Keyring(TestIdentity.of("EC", "mail.example.com"), List.of()), Duration.ofSeconds(10));
    private static final String LOGIN = "LOGIN " + MemoryBackend.USER + " \"" + MemoryBackend.PASSWORD + "\"";

    private final MemoryBackend backend = new MemoryBackend();
    private Listener listener;

    @AfterEach
    void close() {
        listener.close();
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @Test
    void passwordsAreTakenUnderTlsWhereTheyAreNotInPlainText() throws IOException {
        try (var client = connect(Use.OPTIONAL, false)) {
            String greeting = client.read();
            assertTrue(greeting.contains(" STARTTLS ") && greeting.contains(" LOGINDISABLED "), greeting);
            assertTrue(says(client, "1 " + LOGIN).startsWith("1 NO [PRIVACYREQUIRED] "));
            assertEquals("2 OK Begin TLS", says(client, "2 STARTTLS"));
            client.secure();
            String capabilities = says(client, "3 CAPABILITY");
            assertFalse(capabilities.contains("STARTTLS") || capabilities.contains("LOGINDISABLED"), capabilities);
            assertEquals("3 OK CAPABILITY completed", client.read());
            assertEquals("4 BAD The connection is under TLS already", says(client, "4 STARTTLS"));
            assertTrue(says(client, "5 " + LOGIN).startsWith("5 OK [CAPABILITY "));
            assertEquals("* BYE Bye", says(client, "6 LOGOUT"));
            assertEquals("6 OK LOGOUT completed", client.read());
            assertNull(client.read());
        }
    }

    @Test
    void aListenerMayDemandTls() throws IOException {
        try (var client = connect(Use.REQUIRED, true)) {
            String greeting = client.read();
            assertTrue(greeting.contains(" LOGINDISABLED ") && !greeting.contains("AUTH="), greeting);
            assertTrue(says(client, "1 " + LOGIN).startsWith("1 NO [PRIVACYREQUIRED] "));
            assertTrue(says(client, "2 AUTHENTICATE SCRAM-SHA-256").startsWith("2 NO [PRIVACYREQUIRED] "));
            assertEquals("3 OK Begin TLS", says(client, "3 STARTTLS"));
            client.secure();
            assertTrue(says(client, "4 " + LOGIN).startsWith("4 OK "));
        }
    }

    @Test
    void tlsFromTheStart() throws IOException {
        try (var client = connect(Use.IMPLICIT, false)) {
            assertFalse(client.read().contains("STARTTLS"));
            assertTrue(says(client, "1 " + LOGIN).startsWith("1 OK "));
        }
    }

    @Test
    void commandsBehindStartTlsAreDropped() throws IOException {
        try (var client = connect(Use.OPTIONAL, true)) {
            client.read();
            client.send("1 STARTTLS\r\n2 " + LOGIN + "\r\n3 SELECT INBOX\r\n4 APPEND INBOX {5+}\r\nx");
            assertEquals("1 OK Begin TLS", client.read());
            client.secure();
            assertEquals("5 BAD Log in first", says(client, "5 SELECT INBOX"));
        }
    }

    @Test
    void aListenerMayHaveNoTls() throws IOException {
        try (var client = connect(Use.NONE, true)) {
            assertFalse(client.read().contains("STARTTLS"));
            assertEquals("1 BAD TLS is not offered here", says(client, "1 STARTTLS"));
        }
    }

    @Test
    void aListenerThatClosesSaysBye() throws IOException {
        try (var client = connect(Use.NONE, true)) {
            client.read();
            assertTrue(says(client, "1 " + LOGIN).startsWith("1 OK "));
            assertEquals("+ Idling, until you say DONE", says(client, "2 IDLE"));
            listener.close(Duration.ZERO);
            assertEquals("* BYE [UNAVAILABLE] The server goes down, try again later", client.read());
        }
    }

    private TlsClient connect(Use use, boolean passwordsInPlainText) throws IOException {
        var limits = SessionLimits.idle(Duration.ofMinutes(35));
        var config = new ImapConfig(
                "imap",
                new ListenerTls(use, SERVER),
                "mail.example.com",
                backend.accounts.authentication(peer -> passwordsInPlainText, Duration.ZERO),
                limits,
                Dialogue.COMMAND_LIMIT,
                Dialogue.MAX_MESSAGE_SIZE,
                Dialogue.MEMORY_LIMIT,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runnable::run,
                new UserSessions(10),
                new Semaphore(10));
        listener = new Listener(
                THREADS,
                "imap",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                () -> new ImapSession(config, backend));
        var client = new TlsClient(listener.address());
        if (use == Use.IMPLICIT) {
            client.secure();
        }
        return client;
    }

    private static String says(TlsClient client, String line) throws IOException {
        client.send(line + "\r\n");
        return client.read();
    }
}
