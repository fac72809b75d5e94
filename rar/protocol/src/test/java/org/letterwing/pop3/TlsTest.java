package org.letterwing.pop3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

/** POP3 over TLS, on real sockets. */
@Timeout(60)
class TlsTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final TlsServer SERVER =
            new TlsServer(new Keyring(TestIdentity.of("EC", "mail.example.com"), List.of()), Duration.ofSeconds(10));
    private static final String USER = "USER " + MemoryMaildrop.USER;
    private static final String PASS = "PASS " + MemoryMaildrop.PASSWORD;

    private final MemoryMaildrop backend = new MemoryMaildrop();
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
            assertTrue(capabilities(client).contains("STLS"));
            assertFalse(capabilities(client).contains("USER"));
            assertTrue(says(client, USER).startsWith("-ERR [SYS/PERM]"));
            assertEquals("+OK Begin TLS", says(client, "STLS"));
            client.secure();
            assertFalse(capabilities(client).contains("STLS"));
            assertTrue(capabilities(client).contains("USER"));
            assertEquals("-ERR The connection is under TLS already", says(client, "STLS"));
            login(client);
            assertEquals("-ERR You are logged in already", says(client, "STLS"));
            assertEquals("+OK Bye", says(client, "QUIT"));
            assertNull(client.read());
        }
    }

    @Test
    void tlsFromTheStart() throws IOException {
        try (var client = connect(Use.IMPLICIT, false)) {
            assertFalse(capabilities(client).contains("STLS"));
            login(client);
        }
    }

    @Test
    void aListenerMayDemandTls() throws IOException {
        try (var client = connect(Use.REQUIRED, true)) {
            assertFalse(capabilities(client).contains("USER"));
            assertTrue(says(client, USER).startsWith("-ERR [SYS/PERM]"));
            assertEquals("+OK Begin TLS", says(client, "STLS"));
            client.secure();
            login(client);
        }
    }

    @Test
    void aListenerMayHaveNoTls() throws IOException {
        try (var client = connect(Use.NONE, true)) {
            assertFalse(capabilities(client).contains("STLS"));
            assertEquals("-ERR TLS is not offered here", says(client, "STLS"));
        }
    }

    @Test
    void commandsBehindStlsAreDropped() throws IOException {
        try (var client = connect(Use.OPTIONAL, true)) {
            client.send("STLS\r\n" + USER + "\r\n" + PASS + "\r\nDELE 1\r\nQUI");
            assertEquals("+OK Begin TLS", client.read());
            client.secure();
            assertEquals("-ERR Log in first", says(client, "NOOP"));
            login(client);
        }
    }

    @Test
    void aNameGivenInPlainTextIsForgotten() throws IOException {
        try (var client = connect(Use.OPTIONAL, true)) {
            assertEquals("+OK Now the password", says(client, USER));
            assertEquals("+OK Begin TLS", says(client, "STLS"));
            client.secure();
            assertEquals("-ERR Give the name first, with USER", says(client, PASS));
        }
    }

    private TlsClient connect(Use use, boolean passwordsInPlainText) throws IOException {
        var limits = SessionLimits.idle(Duration.ofMinutes(10));
        var config = new Pop3Config(
                "pop3",
                new ListenerTls(use, SERVER),
                "mail.example.com",
                backend.accounts.authentication(peer -> passwordsInPlainText, Duration.ZERO),
                new LoginDelay(Duration.ZERO),
                limits);
        listener = new Listener(
                THREADS,
                "pop3",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                () -> new Pop3Session(config, backend));
        var client = new TlsClient(listener.address());
        if (use == Use.IMPLICIT) {
            client.secure();
        }
        assertEquals(Dialogue.GREETING, client.read());
        return client;
    }

    private static void login(TlsClient client) throws IOException {
        assertEquals("+OK Now the password", says(client, USER));
        assertEquals("+OK 0 messages (0 octets)", says(client, PASS));
    }

    private static List<String> capabilities(TlsClient client) throws IOException {
        client.send("CAPA\r\n");
        var lines = new ArrayList<String>();
        for (String line = client.read(); !line.equals("."); line = client.read()) {
            lines.add(line);
        }
        return lines;
    }

    private static String says(TlsClient client, String line) throws IOException {
        client.send(line + "\r\n");
        return client.read();
    }
}
