package org.letterwing.smtp.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.client.Outcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a signer sees is what goes out behind its fields. */
@Timeout(60)
class SignerTest {

    private static final String FIELD = "X-Signature: of the content\r\n";
    private static final String EIGHT_BIT = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            + "Content-Transfer-Encoding: 8bit\n\n.ü\n..\n.";

    private final AtomicReference<String> seen = new AtomicReference<>();
    private final AtomicReference<String> content = new AtomicReference<>();
    private final AtomicReference<String> command = new AtomicReference<>();
    private final AtomicInteger signatures = new AtomicInteger();

    @Test
    void linesAreSignedAsTheyGoOut() throws Exception {
        assertEquals(Result.TAKEN, send("8BITMIME", "SIZE"));
        assertEquals(EIGHT_BIT.replace("\n", "\r\n") + "\r\n", seen.get());
        assertEquals(FIELD + seen.get(), content.get());
        int size = EIGHT_BIT.getBytes(StandardCharsets.UTF_8).length + FIELD.length();
        assertEquals("MAIL FROM:<alice@example.com> SIZE=" + size + " BODY=8BITMIME", command.get());
        assertEquals(1, signatures.get());
    }

    @Test
    void whatIsConvertedIsSignedInItsLastForm() throws Exception {
        assertEquals(Result.TAKEN, send("SIZE"));
        assertEquals(
                "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n.=C3=BC\r\n..\r\n.\r\n",
                seen.get());
        assertEquals(FIELD + seen.get(), content.get());
        assertEquals("MAIL FROM:<alice@example.com> SIZE=" + content.get().length(), command.get());
    }

    @Test
    void aContentThatTheSignerCannotReadIsNoMail() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.expectEnd();
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            assertThrows(
                    IOException.class,
                    () -> session.send(mail(lines -> {
                        throw new IOException("The disk is gone");
                    })));
            assertFalse(session.isOpen());
            peer.finish();
        }
    }

    private Result send(String... extensions) throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet(extensions);
            command.set(client.expect("MAIL FROM:"));
            client.say("250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            content.set(client.content().replace("\n..", "\n."));
            client.say("250 Taken");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            return session.send(mail(lines -> {
                        signatures.incrementAndGet();
                        seen.set(new String(lines.readAllBytes(), StandardCharsets.UTF_8));
                        return FIELD.getBytes(StandardCharsets.US_ASCII);
                    }))
                    .get(0)
                    .result();
        }
    }

    private static ClientMail mail(ClientMail.Signer signer) {
        byte[] octets = EIGHT_BIT.getBytes(StandardCharsets.UTF_8);
        return new ClientMail(
                "alice@example.com",
                MailOptions.NONE.with(octets.length, MailOptions.Body.EIGHT_BIT),
                List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                true,
                () -> new ByteArrayInputStream(octets),
                Optional.of(signer));
    }
}
