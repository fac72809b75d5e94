package org.letterwing.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client must do before it may send, and whom it may speak for. */
class ClientRulesTest {

    private static final Predicate<InetAddress> NOBODY = address -> false;
    private static final Predicate<InetAddress> EVERYBODY = address -> true;
    private static final String GREETING = "220 mx.example.org ESMTP Letterwing\r\n";

    @Test
    void anAddressMayBringSoManyMails() {
        try (var client = greeted(sending(new SendingLimits.Limits(2, 0), NOBODY))) {
            for (int i = 0; i < 2; i++) {
                client.begin("bob@example.org");
                client.send(".\r\n");
                client.expect("250 2.0.0 Taken\r\n");
            }
            client.exchange("MAIL FROM:<alice@example.com>", "450 4.7.1");
            client.exchange("XCLIENT ADDR=192.0.2.9", "220");
            client.exchange("EHLO other.example", "250");
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
        }
    }

    @Test
    void anAddressMayNameSoManyRecipients() {
        try (var client = greeted(sending(new SendingLimits.Limits(0, 3), NOBODY))) {
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
            client.exchange("RCPT TO:<nobody@example.org>", "550 5.1.1");
            client.exchange("RCPT TO:<carol@example.org>", "250 2.1.5");
            client.exchange("RCPT TO:<dave@example.org>", "450 4.7.1");
            client.exchange("DATA", "354");
            client.send(".\r\n");
            client.expect("250 2.0.0 Taken\r\n");
        }
    }

    @Test
    void anAccountCountsWhereverItIs() {
        var sending = new SendingLimits(
                new SendingLimits.Limits(1, 0), new SendingLimits.Limits(1, 0), new SendingLimits.Limits(1, 0), NOBODY);
        try (var client = greeted(new ClientRules(Duration.ZERO, EVERYBODY, EVERYBODY, sending))) {
            client.exchange("XCLIENT LOGIN=alice@example.com", "220");
            client.exchange("EHLO client.example", "250");
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("RSET", "250 2.0.0");
            client.exchange("XCLIENT ADDR=192.0.2.9 LOGIN=alice@example.com", "220");
            client.exchange("EHLO client.example", "250");
            client.exchange("MAIL FROM:<alice@example.com>", "450 4.7.1");
            client.exchange("XCLIENT LOGIN=bob@example.com", "220");
            client.exchange("EHLO client.example", "250");
            client.exchange("MAIL FROM:<bob@example.com>", "250 2.1.0");
        }
    }

    @Test
    void whoIsExemptHasNoLimit() {
        try (var client = greeted(sending(new SendingLimits.Limits(1, 1), EVERYBODY))) {
            for (int i = 0; i < 20; i++) {
                client.begin("bob@example.org");
                client.send(".\r\n");
                client.expect("250 2.0.0 Taken\r\n");
            }
        }
    }

    @Test
    void aClientIsWhoTheProxySays() {
        try (var client = greeted(sending(new SendingLimits.Limits(0, 0), NOBODY))) {
            client.send("EHLO proxy.example\r\n");
            assertTrue(client.replies().contains("XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT\r\n"));
            client.send(
                    "XCLIENT NAME=real.example ADDR=IPV6:2001:db8::7 PORT=2000 PROTO=ESMTP LOGIN=alice+40example.com"
                            + " DESTADDR=192.0.2.80 DESTPORT=25\r\n");
            client.expect(GREETING);
            client.exchange("MAIL FROM:<alice@example.com>", "503 5.5.1");
            client.exchange("EHLO real.example", "250");
            client.begin("bob@example.org");
            client.exchange("x\r\n.", "250 2.0.0");
            SmtpSession session = client.backend.last().transaction().session();
            assertEquals("2001:db8:0:0:0:0:0:7", session.client().getAddress().getHostAddress());
            assertEquals(2000, session.client().getPort());
            assertEquals("real.example", session.nameFromProxy());
            assertEquals("alice@example.com", session.user().orElseThrow());
            assertTrue(client.backend.last().content().contains("from real.example ([IPv6:2001:db8::7])"));
        }
    }

    @Test
    void whatTheProxyDoesNotKnowItSays() {
        try (var client = greeted(sending(new SendingLimits.Limits(0, 0), NOBODY))) {
            client.send("xclient name=[UNAVAILABLE] addr=192.0.2.7 helo=helo.example login=[unavailable]\r\n");
            client.expect(GREETING);
            client.begin("bob@example.org");
            client.exchange("x\r\n.", "250 2.0.0");
            SmtpSession session = client.backend.last().transaction().session();
            assertEquals("helo.example", session.heloName());
            assertEquals("", session.nameFromProxy());
            assertTrue(session.user().isEmpty());
            client.exchange("XCLIENT NAME=[TEMPUNAVAIL]", "220");
            assertEquals(null, session.nameFromProxy());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ADDR",
                "ADDR=",
                "ADDR=x",
                "ADDR=192.0.2.1 ADDR=192.0.2.2",
                "ADDR=192.0.2.1\tPORT=1",
                "PORT=65536",
                "PORT=-1",
                "PROTO=LMTP",
                "NAME=a_b<c>",
                "HELO=a+0D+0Ab",
                "HELO=a+0",
                "HELO=a+zz",
                "LOGIN=a+20b",
                "COLOUR=blue"
            })
    void nonsenseChangesNothing(String argument) {
        try (var client = greeted(sending(new SendingLimits.Limits(0, 0), NOBODY))) {
            client.exchange("XCLIENT " + argument, "501 5.5.4");
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("XCLIENT ADDR=192.0.2.1", "503 5.5.1");
        }
    }

    @Test
    void aStrangerSpeaksForNobody() {
        try (var client = Dialogue.greeted()) {
            client.send("EHLO stranger.example\r\n");
            assertFalse(client.replies().contains("XCLIENT"));
            client.exchange("XCLIENT ADDR=192.0.2.1", "550 5.7.0");
        }
    }

    @Test
    void whoTalksBeforeTheGreetingIsSentAway() {
        var rules = new ClientRules(Duration.ofMillis(500), NOBODY, NOBODY, SendingLimits.NONE);
        try (var client = new Dialogue(new TestBackend(), rules)) {
            client.send("EHLO early.example\r\n");
            assertEquals("554 5.5.1 You talked before the greeting\r\n", client.awaitReplies());
            assertFalse(client.isOpen());
        }
    }

    @Test
    void whoWaitsIsGreetedLater() {
        var rules = new ClientRules(Duration.ofMillis(1), NOBODY, NOBODY, SendingLimits.NONE);
        try (var client = new Dialogue(new TestBackend(), rules)) {
            assertEquals(GREETING, client.awaitReplies());
            client.exchange("EHLO patient.example", "250");
        }
    }

    private static ClientRules sending(SendingLimits.Limits minute, Predicate<InetAddress> exempt) {
        var none = new SendingLimits.Limits(0, 0);
        return new ClientRules(Duration.ZERO, EVERYBODY, EVERYBODY, new SendingLimits(none, minute, none, exempt));
    }

    private static Dialogue greeted(ClientRules rules) {
        return Dialogue.greeted(new Dialogue(new TestBackend(), rules));
    }
}
