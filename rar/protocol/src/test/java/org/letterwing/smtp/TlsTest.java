package org.letterwing.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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

/** SMTP over TLS, on real sockets. */
@Timeout(60)
class TlsTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final TlsServer SERVER =
            new TlsServer(new Keyring(TestIdentity.of("EC", "mx.example.org"), List.of()), Duration.ofSeconds(10));

    private final TestBackend backend = new TestBackend();
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
    void aMailOverStartTls() throws IOException {
        try (var client = connect(Use.OPTIONAL)) {
            assertTrue(says(client, "EHLO client.example").matches("(?s).*\n250[- ]STARTTLS\\b.*"));
            assertEquals("220 2.0.0 Begin TLS", says(client, "STARTTLS"));
            client.secure();
            assertFalse(says(client, "EHLO client.example").contains("STARTTLS"));
            deliver(client, "MAIL FROM:<alice@example.com>");
            assertTrue(unfolded().contains(" by mx.example.org with ESMTPS id "), unfolded());
            assertTrue(
                    unfolded().contains(" for <bob@example.org> tls TLS_AES_128_GCM_SHA256 (TLSv1.3); "), unfolded());
            deliver(client, "MAIL FROM:<alice@example.com> SMTPUTF8");
            assertTrue(unfolded().contains(" with UTF8SMTPS id "), unfolded());
            assertEquals("221 2.0.0 Bye", says(client, "QUIT"));
            assertNull(client.read());
        }
    }

    @Test
    void aMailOverTlsFromTheStart() throws IOException {
        try (var client = connect(Use.IMPLICIT)) {
            assertFalse(says(client, "EHLO client.example").contains("STARTTLS"));
            assertEquals("503 5.5.1 The connection is under TLS already", says(client, "STARTTLS"));
            deliver(client, "MAIL FROM:<alice@example.com>");
            assertTrue(unfolded().contains(" with ESMTPS id "), unfolded());
        }
    }

    @Test
    void whatWasToldInPlainTextIsForgotten() throws IOException {
        try (var client = connect(Use.OPTIONAL)) {
            says(client, "EHLO client.example");
            assertEquals("250 2.1.0 Sender OK", says(client, "MAIL FROM:<alice@example.com>"));
            assertEquals("250 2.1.5 Recipient OK", says(client, "RCPT TO:<bob@example.org>"));
            assertEquals("220 2.0.0 Begin TLS", says(client, "STARTTLS"));
            client.secure();
            assertEquals("503 5.5.1 Send EHLO first", says(client, "MAIL FROM:<alice@example.com>"));
            says(client, "EHLO other.example");
            assertEquals("503 5.5.1 Send MAIL first", says(client, "RCPT TO:<bob@example.org>"));
            deliver(client, "MAIL FROM:<alice@example.com>");
            assertTrue(unfolded().startsWith("Received: from other.example "), unfolded());
        }
    }

    @Test
    void commandsBehindStartTlsAreDropped() throws IOException {
        try (var client = connect(Use.OPTIONAL)) {
            says(client, "EHLO client.example");
            client.send("STARTTLS\r\nEHLO attacker.example\r\nMAIL FROM:<attacker@example.com>\r\n"
                    + "RCPT TO:<bob@example.org>\r\nDATA\r\nInjected: yes\r\n\r\n.\r\nRSET\r\nNOO");
            assertEquals("220 2.0.0 Begin TLS", client.reply());
            client.secure();
            assertEquals("250 2.0.0 OK", says(client, "NOOP"));
            assertEquals("503 5.5.1 Send EHLO first", says(client, "MAIL FROM:<alice@example.com>"));
            assertEquals(List.of(), backend.delivered);
        }
    }

    @Test
    void aListenerMayDemandTls() throws IOException {
        try (var client = connect(Use.REQUIRED)) {
            String first = "530 5.7.0 Must issue a STARTTLS command first";
            assertTrue(says(client, "EHLO client.example").contains("STARTTLS"));
            assertEquals(first, says(client, "MAIL FROM:<alice@example.com>"));
            assertEquals(first, says(client, "HELO client.example"));
            assertEquals(first, says(client, "VRFY bob"));
            assertEquals("503 5.5.1 Send MAIL first", says(client, "BDAT 6\r\nRSET"));
            assertEquals("250 2.0.0 OK", says(client, "NOOP"));
            assertEquals("220 2.0.0 Begin TLS", says(client, "STARTTLS"));
            client.secure();
            says(client, "EHLO client.example");
            deliver(client, "MAIL FROM:<alice@example.com>");
        }
        assertEquals(1, backend.delivered.size());
    }

    @Test
    void startTlsHasNoArgument() throws IOException {
        try (var client = connect(Use.OPTIONAL)) {
            assertEquals("501 5.5.4 This command has no argument", says(client, "STARTTLS now"));
        }
    }

    @Test
    void aListenerMayHaveNoTls() throws IOException {
        try (var client = connect(Use.NONE)) {
            assertFalse(says(client, "EHLO client.example").contains("STARTTLS"));
            assertEquals("502 5.5.1 TLS is not offered here", says(client, "STARTTLS"));
        }
    }

    private TlsClient connect(Use use) throws IOException {
        var limits = SessionLimits.idle(Duration.ofMinutes(10));
        var config = new SmtpConfig(
                "smtp",
                SmtpConfig.Kind.MX,
                new ListenerTls(use, SERVER),
                "mx.example.org",
                Dialogue.MAX_SIZE,
                Dialogue.MEMORY_LIMIT,
                Dialogue.temporaryDirectory(),
                null,
                Dialogue.RULES,
                limits);
        var engine = new SmtpEngine(config, backend, Runnable::run);
        listener = new Listener(
                THREADS,
                "smtp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                engine::newSession);
        var client = new TlsClient(listener.address());
        if (use == Use.IMPLICIT) {
            client.secure();
        }
        assertEquals("220 mx.example.org ESMTP Letterwing", client.reply());
        return client;
    }

    private static void deliver(TlsClient client, String mail) throws IOException {
        assertEquals("250 2.1.0 Sender OK", says(client, mail));
        assertEquals("250 2.1.5 Recipient OK", says(client, "RCPT TO:<bob@example.org>"));
        assertTrue(says(client, "DATA").startsWith("354 "));
        assertEquals("250 2.0.0 Taken", says(client, "Subject: x\r\n\r\nx\r\n."));
    }

    private static String says(TlsClient client, String line) throws IOException {
        client.send(line + "\r\n");
        return client.reply();
    }

    private String unfolded() {
        return backend.last().content().replace("\r\n ", " ");
    }
}
