package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import com.ongres.scram.client.ScramClient;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.letterwing.sasl.TestAccounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** AUTH (RFC 4954). */
class AuthTest {

    private static final String USER = "alice@example.com";
    private static final String PASSWORD = "secret";
    private static final String RIGHT = base64("\0" + USER + "\0" + PASSWORD);
    private static final String WRONG = base64("\0" + USER + "\0public");
    private static final String LOGGED_IN = "235 2.7.0 You are logged in\r\n";

    private final TestAccounts accounts = new TestAccounts(USER, PASSWORD);

    private Dialogue client() {
        return Dialogue.authenticating(accounts.authentication(address -> true, Duration.ZERO));
    }

    private Dialogue greeted() {
        return Dialogue.greeted(client());
    }

    private Dialogue greetedFromAfar() {
        return Dialogue.greeted(Dialogue.authenticating(accounts.authentication(address -> false, Duration.ZERO)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void ehloNamesTheMechanismsUntilTheLogin() {
        try (var client = greeted()) {
            client.send("EHLO client.example\r\n");
            assertTrue(client.replies().contains("250 AUTH SCRAM-SHA-256 OAUTHBEARER PLAIN LOGIN\r\n"));
            client.exchange("AUTH PLAIN " + RIGHT, "235 2.7.0");
            client.send("EHLO client.example\r\n");
            assertFalse(client.replies().contains("AUTH"));
        }
        try (var client = greetedFromAfar()) {
            client.send("EHLO client.example\r\n");
            assertTrue(client.replies().contains("250 AUTH SCRAM-SHA-256\r\n"));
        }
    }

    @Example
    void aListenerMayHaveNone() {
        try (var client = Dialogue.greeted()) {
            client.exchange("AUTH PLAIN " + RIGHT, "500 5.5.2");
            client.exchange("MAIL FROM:<alice@example.com> AUTH=<>", "555 5.5.4");
        }
    }

    @Example
    void withInitialResponseAndWithout() {
        try (var client = greeted()) {
            client.send("AUTH PLAIN " + RIGHT + "\r\n");
            client.expect(LOGGED_IN);
        }
        try (var client = greeted()) {
            client.send("auth plain\r\n");
            client.expect("334 \r\n");
            client.send(RIGHT + "\r\n");
            client.expect(LOGGED_IN);
        }
        try (var client = greeted()) {
            client.send("AUTH LOGIN\r\n");
            client.expect("334 VXNlcm5hbWU6\r\n");
            client.send(base64(USER) + "\r\n");
            client.expect("334 UGFzc3dvcmQ6\r\n");
            client.send(base64(PASSWORD) + "\r\n");
            client.expect(LOGGED_IN);
        }
    }

    @Example
    void scram() throws Exception {
        try (var client = greetedFromAfar()) {
            ScramClient scram = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                    .username(USER)
                    .password(PASSWORD.toCharArray())
                    .build();
            client.send(
                    "AUTH SCRAM-SHA-256 " + base64(scram.clientFirstMessage().toString()) + "\r\n");
            scram.serverFirstMessage(challenge(client));
            client.send(base64(scram.clientFinalMessage().toString()) + "\r\n");
            scram.serverFinalMessage(challenge(client));
            client.send("\r\n");
            client.expect(LOGGED_IN);
        }
    }

    private static String challenge(Dialogue client) {
        String reply = client.replies();
        assertTrue(reply.matches("334 [A-Za-z0-9+/=]+\r\n"), reply);
        return new String(Base64.getDecoder().decode(reply.substring(4).strip()), StandardCharsets.UTF_8);
    }

    @Example
    void bearerTokens() {
        try (var client = greeted()) {
            client.send("AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer no\1\1") + "\r\n");
            client.expect("334 " + base64("{\"status\":\"invalid_token\"}") + "\r\n");
            client.exchange("AQ==", "535 5.7.8");
            client.exchange(
                    "AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer " + TestAccounts.TOKEN + "\1\1"), "235 2.7.0");
        }
    }

    @Example
    void repliesOfTheStandard() {
        try (var client = client()) {
            client.replies();
            client.exchange("AUTH PLAIN " + RIGHT, "503 5.5.1");
            client.exchange("HELO client.example", "250");
            client.exchange("AUTH PLAIN " + RIGHT, "503 5.5.1");
            client.exchange("EHLO client.example", "250");
            client.exchange("AUTH", "501 5.5.4");
            client.exchange("AUTH CRAM-MD5", "504 5.5.4");
            client.exchange("AUTH PLAIN @", "501 5.5.2");
            client.exchange("AUTH PLAIN AAA", "501 5.5.2");
            client.exchange("AUTH PLAIN =", "501 5.5.2");
            client.exchange("AUTH PLAIN", "334");
            client.exchange("*", "501 5.7.0");
            client.exchange("AUTH PLAIN", "334");
            client.exchange("NOOP", "501 5.5.2");
            client.exchange("NOOP", "250 2.0.0");
            client.exchange("AUTH PLAIN " + WRONG, "535 5.7.8");
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("AUTH PLAIN " + RIGHT, "503 5.5.1");
            client.exchange("RSET", "250 2.0.0");
            client.exchange("AUTH PLAIN " + RIGHT, "235 2.7.0");
            client.exchange("AUTH PLAIN " + RIGHT, "503 5.5.1");
        }
        try (var client = greetedFromAfar()) {
            client.exchange("AUTH PLAIN " + RIGHT, "538 5.7.11");
            client.exchange("AUTH CRAM-MD5", "504 5.5.4");
        }
    }

    @Example
    void linesOfAnExchangeHaveTheLengthOfTheStandard() {
        String longest = "A".repeat(12_288 - 2 - "AUTH PLAIN ".length() & ~3);
        try (var client = greeted()) {
            client.exchange("AUTH PLAIN " + longest, "501 5.5.2");
            client.exchange("AUTH PLAIN", "334");
            client.exchange(longest, "501 5.5.2");
            client.exchange("AUTH PLAIN", "334");
            client.exchange("A".repeat(14_000), "500 5.5.6");
            client.exchange("NOOP", "250 2.0.0");
        }
    }

    @Example
    void thirdFailureEndsTheSession() {
        try (var client = greeted()) {
            client.exchange("AUTH PLAIN " + WRONG, "535 5.7.8");
            client.exchange("AUTH PLAIN " + WRONG, "535 5.7.8");
            client.exchange("AUTH PLAIN " + WRONG, "535 5.7.8");
            client.disappear();
            assertFalse(client.isOpen());
        }
    }

    @Example
    void whoIsKnownToBeBannedSendsMailAndDoesNotLogIn() {
        accounts.knownToBeBanned = true;
        try (var client = client()) {
            client.expect("220 mx.example.org ESMTP Letterwing\r\n");
            client.send("EHLO client.example\r\n");
            assertFalse(client.replies().contains("AUTH"));
            client.begin("bob@example.org");
            client.send("x\r\n.\r\n");
            client.expect("250 2.0.0 Taken\r\n");
            client.exchange("AUTH PLAIN " + RIGHT, "421 4.7.0");
            assertFalse(client.isOpen());
            assertEquals(List.of(), accounts.costs, "nobody was asked");
        }
    }

    @Example
    void whoIsBannedIsTurnedAway() {
        accounts.banned = true;
        try (var client = greeted()) {
            client.exchange("AUTH PLAIN " + RIGHT, "421 4.7.0");
        }
    }

    @Example
    void whatFailsBehindIsTemporary() {
        accounts.failing = true;
        try (var client = greeted()) {
            client.exchange("AUTH PLAIN " + RIGHT, "454 4.7.0");
            accounts.failing = false;
            client.exchange("AUTH PLAIN " + RIGHT, "235 2.7.0");
        }
    }

    @Example
    void theMailKnowsItsUser() {
        try (var client = greeted()) {
            client.exchange("AUTH PLAIN " + RIGHT, "235 2.7.0");
            client.begin("bob@example.org");
            client.exchange("Subject: x\r\n\r\nx\r\n.", "250 2.0.0");
            assertEquals(
                    USER, client.backend.last().transaction().session().user().orElseThrow());
            assertTrue(client.backend.last().content().contains(" with ESMTPA\r\n"), client.backend.last()::content);
        }
    }

    @Example
    void mailMayNameItsSubmitter() {
        try (var client = greeted()) {
            client.exchange("MAIL FROM:<alice@example.com> AUTH=<>", "250 2.1.0");
            client.exchange("RSET", "250 2.0.0");
            client.exchange("MAIL FROM:<alice@example.com> AUTH=e+3Dmc2@example.com", "250 2.1.0");
            client.exchange("RSET", "250 2.0.0");
            client.exchange("MAIL FROM:<alice@example.com> AUTH=e+3d", "501 5.5.4");
            client.exchange("MAIL FROM:<alice@example.com> AUTH", "501 5.5.4");
        }
    }

    @Property(tries = 1000)
    void howTheInputIsCutMakesNoDifference(@ForAll("dialogues") List<String> lines, @ForAll long seed) {
        String input = String.join("", lines);
        assertEquals(converse(input, new Random(0), input.length() + 1), converse(input, new Random(seed), 9));
    }

    @Provide
    Arbitrary<List<String>> dialogues() {
        return Arbitraries.of(
                        "EHLO client.example\r\n",
                        "AUTH PLAIN " + RIGHT + "\r\n",
                        "AUTH PLAIN " + WRONG + "\r\n",
                        "AUTH PLAIN\r\n",
                        "AUTH PLAIN =\r\n",
                        "AUTH LOGIN\r\n",
                        base64(USER) + "\r\n",
                        base64(PASSWORD) + "\r\n",
                        RIGHT + "\r\n",
                        "AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer x\1\1") + "\r\n",
                        "AUTH SCRAM-SHA-256\r\n",
                        "*\r\n",
                        "\r\n",
                        "A\r\n",
                        "AUTH\r\n",
                        "MAIL FROM:<alice@example.com> AUTH=<>\r\n",
                        "RSET\r\n",
                        "x".repeat(13_000) + "\r\n",
                        "\u00ff\r",
                        "\n")
                .list()
                .ofMaxSize(15);
    }

    private String converse(String input, Random cuts, int largest) {
        var replies = new StringBuilder();
        try (var client = greeted()) {
            int from = 0;
            while (from < input.length() && client.isOpen()) {
                int to = Math.min(from + 1 + cuts.nextInt(largest), input.length());
                client.send(input.substring(from, to));
                replies.append(client.replies());
                from = to;
            }
            return replies.append(client.replies()).append(client.isOpen()).toString();
        }
    }
}
