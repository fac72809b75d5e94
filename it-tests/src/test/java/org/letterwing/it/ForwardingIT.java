package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an alias leads elsewhere arrives there as that host wants it, and answers come back. */
@SharedServer
class ForwardingIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aForwardedMailGoesOnUnderASenderOfOursAndItsAnswerFindsTheSender(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        alias(host, "forwarding.test", "bob@far.test");
        try (OutboundPeer peer = new OutboundPeer()) {
            route(api, "far.test", peer);
            route(api, "stranger.test", peer);
            send(host, "Alice@stranger.test", "away@forwarding.test", "Subject: question\r\n\r\n?\r\n", "250");
            Wait.until("the mail is there", SOON, () -> !peer.mails().isEmpty());
            String mail = peer.envelopes().get(0);
            assertTrue(mail.matches("MAIL FROM:<SRS0=\\w{6}=\\w\\w=stranger\\.test=Alice@forwarding\\.test>.*"), mail);
            assertEquals("RCPT TO:<bob@far.test>", peer.envelopes().get(1));

            String address = mail.substring("MAIL FROM:<".length(), mail.indexOf('>'));
            send(host, "", address.toLowerCase(java.util.Locale.ROOT), "Subject: answer\r\n\r\n!\r\n", "250");
            Wait.until("the answer is there", SOON, () -> peer.mails().size() == 2);
            assertEquals(
                    List.of("MAIL FROM:<>", "RCPT TO:<alice@stranger.test>"),
                    peer.envelopes().subList(2, 4));
            send(host, "", address.replace("Alice", "Mallory"), "Subject: spam\r\n\r\n", "550 5.1.1");
        } finally {
            api.delete("/api/v1/routes/far.test");
            api.delete("/api/v1/routes/stranger.test");
        }
    }

    @Test
    void aHostThatKnowsNoExtensionsGetsSevenBits(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        alias(host, "sevenbit.test", "bob@old.test");
        try (OutboundPeer peer = new OutboundPeer()) {
            route(api, "old.test", peer);
            send(
                    host,
                    "alice@stranger.test",
                    "away@sevenbit.test",
                    "Subject: bits\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                            + "Content-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n",
                    "250");
            Wait.until("the mail is there", SOON, () -> !peer.mails().isEmpty());
            String mail = peer.mails().get(0);
            assertTrue(mail.endsWith("\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe\n"), mail);
        } finally {
            api.delete("/api/v1/routes/old.test");
        }
    }

    @Test
    void anAccountsMailIsSentOnAndKeptIfItsOwnerWants(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        String alice = new Mailboxes(host, "sent-on.test", 1).addresses().get(0);
        String path = "/api/v1/domains/sent-on.test/accounts/u0/forwarding";
        String change = "{\"addresses\":[\"Alice@private.test\"]}";
        assertEquals(200, api.json("PATCH", path, change).statusCode());
        try (OutboundPeer peer = new OutboundPeer()) {
            route(api, "private.test", peer);
            send(host, "bob@stranger.test", alice, "Subject: both\r\n\r\n1\r\n", "250");
            Wait.until("the mail is there", SOON, () -> peer.mails().size() == 1);
            assertEquals(1, count(host, alice));
            assertEquals("RCPT TO:<Alice@private.test>", peer.envelopes().get(1));
            assertEquals(200, api.json("PATCH", path, "{\"keepsCopy\":false}").statusCode());
            send(host, "bob@stranger.test", alice, "Subject: away\r\n\r\n2\r\n", "250");
            Wait.until("the other mail is there", SOON, () -> peer.mails().size() == 2);
            assertEquals(1, count(host, alice));
            assertEquals(
                    "{\"addresses\":[\"Alice@private.test\"],\"keepsCopy\":false}",
                    api.get(path).body());
        } finally {
            api.delete("/api/v1/routes/private.test");
        }
    }

    private static int count(MailHost host, String user) throws IOException {
        try (Pop3Client client = host.pop3(user, Mailboxes.PASSWORD)) {
            return client.count();
        }
    }

    private static void route(Http api, String domain, OutboundPeer peer) throws IOException {
        assertEquals(
                201,
                api.json(
                                "POST",
                                "/api/v1/routes",
                                "{\"domain\":\"" + domain + "\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                                        + ",\"tls\":\"none\",\"username\":null,\"password\":null}")
                        .statusCode());
    }

    /** Adds a domain with the alias {@code away}. */
    private static void alias(MailHost host, String domain, String target) throws IOException {
        host.api().domain(domain);
        String json = "{\"localPart\":\"away\",\"targets\":[\"" + target + "\"]}";
        assertEquals(
                201,
                Http.administrator(host)
                        .json("POST", "/api/v1/domains/" + domain + "/aliases", json)
                        .statusCode());
    }

    private static void send(MailHost host, String from, String to, String content, String expected)
            throws IOException {
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            String reply = smtp.send(from, content.getBytes(StandardCharsets.UTF_8), to);
            assertTrue(reply.startsWith(expected), reply);
        }
    }
}
