package org.letterwing.smtp.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailOptions.Body;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.client.Outcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mails with more octets than a peer takes. */
@Timeout(60)
class ConversionTest {

    private static final String TEXT =
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ";

    @Test
    void aPeerWithout8BitMimeGetsSevenBits() throws Exception {
        AtomicReference<String> command = new AtomicReference<>();
        AtomicReference<String> content = new AtomicReference<>();
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING", "SIZE 1000000");
            command.set(client.expect("MAIL FROM:<alice@example.com>"));
            client.expect("RCPT");
            client.expect("DATA");
            client.say("250 OK\n250 OK\n354 Go on");
            content.set(client.content());
            client.say("250 Taken");
        })) {
            ClientSession session = connect(peer);
            // As it is stored: one line ends with LF alone, the last one has no end.
            assertEquals(
                    Result.TAKEN,
                    send(session, TEXT + "8bit\r\n\r\n.ü\n..\r\n.", Body.EIGHT_BIT)
                            .result());
            String expected = TEXT + "quoted-printable\r\n\r\n.=C3=BC\r\n..\r\n.\r\n";
            assertEquals("MAIL FROM:<alice@example.com> SIZE=" + expected.length(), command.get());
            assertEquals(("\n" + expected).replace("\n.", "\n..").substring(1), content.get());
        }
    }

    @Test
    void aLargeMailIsConvertedWhileItGoesOut() throws Exception {
        String line = "für ".repeat(15) + "\r\n";
        var received = new StringBuilder();
        AtomicReference<String> command = new AtomicReference<>();
        try (var peer = new ScriptedPeer(client -> {
            client.greet("SIZE", "CHUNKING");
            command.set(client.expect("MAIL FROM:<alice@example.com>"));
            client.say("250 OK");
            client.exchange("RCPT", "250 OK");
            for (String chunk = ""; !chunk.endsWith("LAST"); ) {
                chunk = client.expect("BDAT ");
                received.append(client.octets(Integer.parseInt(chunk.split(" ")[1])));
                client.say("250 OK");
            }
        })) {
            assertEquals(
                    Result.TAKEN,
                    send(connect(peer), TEXT + "8bit\r\n\r\n" + line.repeat(30_000), Body.EIGHT_BIT)
                            .result());
            assertEquals("MAIL FROM:<alice@example.com> SIZE=" + received.length(), command.get());
            String converted = "f=C3=BCr ".repeat(8).stripTrailing() + " f=\r\n";
            assertTrue(received.indexOf(converted) > 0, () -> received.substring(0, 300));
            assertTrue(received.chars().allMatch(c -> c < 0x80));
        }
    }

    @Test
    void aPeerWithoutBinaryMimeGetsLines() throws Exception {
        AtomicReference<String> chunk = new AtomicReference<>();
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING", "8BITMIME", "CHUNKING");
            client.expect("MAIL FROM:<alice@example.com> BODY=8BITMIME");
            client.expect("RCPT");
            chunk.set(client.octets(Integer.parseInt(client.expect("BDAT ").split(" ")[1])));
            client.say("250 OK\n250 OK\n250 Taken");
        })) {
            String start = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
            assertEquals(
                    Result.TAKEN,
                    send(
                                    connect(peer),
                                    start + TEXT + "8bit\r\n\r\nü\r\n--b\r\n" + TEXT
                                            + "binary\r\n\r\nUnix\nLines\r\n--b--\r\n",
                                    Body.BINARY)
                            .result());
            assertEquals(
                    start + TEXT + "8bit\r\n\r\n\u00c3\u00bc\r\n--b\r\n" + TEXT
                            + "base64\r\n\r\nVW5peApMaW5lcw==\r\n--b--\r\n",
                    chunk.get());
        }
    }

    @Test
    void whatCannotBeConvertedGoesBack() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("SMTPUTF8", "SIZE 200");
            client.exchange("QUIT", "221 Bye");
        })) {
            ClientSession session = connect(peer);
            Outcome signed = send(
                    session,
                    "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nü\r\n--b--\r\n",
                    Body.EIGHT_BIT);
            assertEquals(Result.REFUSED, signed.result());
            assertEquals("5.6.3", signed.status());
            assertEquals(
                    "The mail needs 8BITMIME, which the peer does not offer, and can't be converted: it is signed or"
                            + " encrypted",
                    signed.text());
            ClientMail international =
                    TestClient.mail("Subject: ü\r\n\r\nx\r\n", options(Body.EIGHT_BIT), "bøb@example.org");
            assertEquals("5.6.7", session.send(international).get(0).status());
            Outcome large = send(session, TEXT + "8bit\r\n\r\n" + "ü".repeat(50) + "\r\n", Body.EIGHT_BIT);
            assertEquals("5.3.4", large.status(), "it is larger when it is converted");
            assertTrue(session.isReady());
            session.quit();
            peer.finish();
        }
    }

    @Test
    void aContentThatCannotBeReadIsNoMail() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.expectEnd();
        })) {
            ClientSession session = connect(peer);
            var mail = new ClientMail(
                    "alice@example.com",
                    options(Body.EIGHT_BIT),
                    List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                    true,
                    () -> {
                        throw new IOException("The disk is gone");
                    });
            assertThrows(IOException.class, () -> session.send(mail));
            assertFalse(session.isOpen());
            peer.finish();
        }
    }

    private static ClientSession connect(ScriptedPeer peer) throws SessionFailure {
        return TestClient.patient().connect(TestClient.hop(peer.address()));
    }

    private static Outcome send(ClientSession session, String content, Body body) throws IOException {
        return session.send(TestClient.mail(content, options(body), "bob@example.org"))
                .get(0);
    }

    private static MailOptions options(Body body) {
        return MailOptions.NONE.with(0, body);
    }
}
