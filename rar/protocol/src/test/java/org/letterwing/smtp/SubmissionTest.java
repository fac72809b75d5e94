package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.letterwing.sasl.TestAccounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a user hands in (RFC 6409). */
class SubmissionTest {

    private static final String USER = "alice@example.com";
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-01T12:00:00Z");
    private static final String DATE = "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n";

    private final TestAccounts accounts = new TestAccounts(USER, "secret");

    private Dialogue loggedIn() {
        Dialogue client =
                Dialogue.greeted(Dialogue.authenticating(accounts.authentication(address -> true, Duration.ZERO)));
        byte[] response = ("\0" + USER + "\0secret").getBytes(StandardCharsets.US_ASCII);
        client.exchange("AUTH PLAIN " + Base64.getEncoder().encodeToString(response), "235 2.7.0");
        return client;
    }

    @Example
    void aSubmissionListenerWantsALoginFirst() {
        try (var client =
                Dialogue.greeted(Dialogue.submission(accounts.authentication(address -> true, Duration.ZERO), false))) {
            client.exchange("MAIL FROM:<alice@example.com>", "530 5.7.0");
            client.exchange("RCPT TO:<bob@example.org>", "503 5.5.1");
            client.exchange("NOOP", "250 2.0.0");
        }
    }

    @Example
    void aUserSendsAsItselfAlone() {
        try (var client = loggedIn()) {
            client.exchange("MAIL FROM:<bob@example.com>", "550 5.7.1");
            client.exchange("RCPT TO:<bob@example.org>", "503 5.5.1");
            client.exchange("MAIL FROM:<>", "250 2.1.0");
            client.exchange("RSET", "250 2.0.0");
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
        }
    }

    @Example
    void theAuthorsOfTheMailAreCheckedToo() {
        try (var client = loggedIn()) {
            submit(client, "From: Bob <bob@example.com>\r\n\r\n", "550 5.7.1");
            submit(client, "From: alice@example.com\r\nFROM : bob@example.com\r\n\r\n", "550 5.7.1");
            submit(client, "From: alice@example.com\r\nSender: bob@example.com\r\n\r\n", "550 5.7.1");
            submit(client, "From: alice@example.com,\r\n bob@example.com\r\n\r\n", "550 5.7.1");
            submit(client, "From" + "\t ".repeat(29) + ": bob@example.com\r\n\r\n", "550 5.7.1");
            submit(client, "From: alice\r\n\r\n", "550 5.6.0");
            submit(client, "From:\r\n\r\n", "550 5.6.0");
            submit(client, "From: " + "(x)".repeat(6000) + "alice@example.com\r\n\r\n", "550 5.6.0");
            assertEquals(0, client.backend.delivered.size());
            submit(client, "From: \"Alice\" <alice@example.com>\r\n\r\nFrom: bob@example.com\r\n", "250 2.0.0");
            submit(client, "Subject: nobody\r\n\r\n", "250 2.0.0");
            assertEquals(2, client.backend.delivered.size());
        }
    }

    /** Some who read a mail see the end of a line where only CR is, and with it a From that was not checked. */
    @Example
    void theHeaderOfABinaryMailHasLinesToo() {
        try (var client = loggedIn()) {
            String from = "From: alice@example.com\r\n";
            submitBinary(client, "X: y\rFrom: bob@example.com\r\n" + from + "\r\nbody", "550 5.6.0");
            submitBinary(client, from + "X: y\r\n z\rFrom: bob@example.com\r\n\r\nbody", "550 5.6.0");
            submitBinary(client, from + "X: y\r", "550 5.6.0");
            submitBinary(client, from + "X: y\nZ: z\r\n\r\nbody", "550 5.6.0");
            assertEquals(0, client.backend.delivered.size());
            submitBinary(client, from + "\r\nbody\rFrom: bob@example.com\r\n\n", "250 2.0.0");
            submitBinary(client, from + "no field\rFrom: bob@example.com\r\n", "250 2.0.0");
            assertTrue(client.backend.last().sent().contains("\r\n\r\nno field\rFrom: bob"));
        }
    }

    private static void submitBinary(Dialogue client, String mail, String reply) {
        client.exchange("MAIL FROM:<alice@example.com> BODY=BINARYMIME", "250 2.1.0");
        client.exchange("RCPT TO:<carol@example.org>", "250 2.1.5");
        client.send("BDAT " + mail.length() + " LAST\r\n" + mail);
        String said = client.replies();
        assertTrue(said.startsWith(reply), said);
    }

    private static void submit(Dialogue client, String mail, String reply) {
        client.begin("bob@example.org");
        client.exchange(mail + ".", reply);
    }

    @Example
    void whatIsMissingIsAddedAndBccTakenOut() {
        try (var client = loggedIn()) {
            client.begin("bob@example.org");
            client.exchange(
                    "From: alice@example.com\r\nBcc: carol@example.com\r\nSubject: x\r\n\r\nx\r\n.", "250 2.0.0");
            String sent = client.backend.last().sent();
            assertTrue(
                    sent.matches("From: alice@example.com\r\nSubject: x\r\nDate: [^\r]+\r\n"
                            + "Message-ID: <[0-9a-f-]{36}@mx.example.org>\r\n\r\nx\r\n"),
                    sent);
            assertEquals(
                    client.backend.last().size(),
                    client.backend.last().content().length());
        }
    }

    @Example
    void withoutALoginTheMailStaysAsItIs() {
        try (var client = Dialogue.greeted()) {
            client.begin("bob@example.org");
            client.exchange("From: x\r\nBcc: y\r\n\r\nz\r\n.", "250 2.0.0");
            assertEquals("From: x\r\nBcc: y\r\n\r\nz\r\n", client.backend.last().sent());
        }
    }

    @Example
    void theClientCanBeHidden() {
        try (var client =
                Dialogue.greeted(Dialogue.submission(accounts.authentication(address -> true, Duration.ZERO), true))) {
            byte[] response = ("\0" + USER + "\0secret").getBytes(StandardCharsets.US_ASCII);
            client.exchange("AUTH PLAIN " + Base64.getEncoder().encodeToString(response), "235 2.7.0");
            client.begin("bob@example.org");
            client.exchange("Subject: x\r\n\r\n.", "250 2.0.0");
            String content = client.backend.last().content();
            assertTrue(content.startsWith("Received: from unknown by mx.example.org with ESMTPA"), content);
            assertFalse(content.contains("192.0.2.1") || content.contains("client.example"), content);
        }
    }

    @Example
    void headers() {
        assertEquals("A: b\r\n" + DATE + "Message-ID: <id>\r\n\r\nbody", complete("A: b\r\n\r\nbody"));
        assertEquals(
                "date: x\r\nMESSAGE-ID : y\r\n\r\n", complete("date: x\r\nMESSAGE-ID : y\r\n\r\n"), "both are there");
        assertEquals(
                "A: b\r\n c\r\n" + DATE + "Message-ID: <id>\r\n\r\n",
                complete("Bcc: x\r\n\ty\r\n z\r\nA: b\r\n c\r\nresent-BCC:x\r\n\r\n"));
        String added = DATE + "Message-ID: <id>\r\n";
        assertEquals(added, complete(""), "nothing at all");
        assertEquals("A: b\r\n" + added, complete("A: b\r\n"), "a header alone");
        assertEquals("A: b\r\n" + added, complete("A: b"), "not even a line's end");
        assertEquals(added + "\r\nhello world\r\n", complete("hello world\r\n"), "no header");
        assertEquals(added + "\r\n folded\r\n", complete(" folded\r\n"), "nothing that goes on");
        assertEquals(added + "\r\nbody", complete("body"), "no line's end");
        assertEquals(added + "\r\nbody", complete("\r\nbody"), "no field");
        assertEquals(
                "A: b\r\n" + added + "\r\nno field\r\nBcc: x\r\n",
                complete("A: b\r\nno field\r\nBcc: x\r\n"),
                "what is no field ends the header for everybody");
        assertEquals(
                added + "\r\nFrom" + " ".repeat(70) + ": x\r\n\r\n",
                complete("From" + " ".repeat(70) + ": x\r\n\r\n"),
                "a name that some would read");
        assertEquals("x".repeat(70) + ": y\r\n" + added + "\r\n", complete("x".repeat(70) + ": y\r\n\r\n"));
    }

    @Example
    void authors() {
        assertEquals(
                List.of("a@example.com", "b@example.com"),
                read("From: a@example.com\r\nsender:\r\n b@example.com\r\n\r\nFrom: c@example.com", 1000, null)
                        .authors());
        assertEquals(List.of(), read("To: a@example.com\r\n\r\n", 1000, null).authors());
        assertNull(read("From: a@example.com\r\nSender: x\r\n\r\n", 1000, null).authors());
    }

    @Property(tries = 2000)
    void howTheMailIsCutMakesNoDifference(@ForAll("mails") List<String> pieces, @ForAll long seed) {
        String mail = String.join("", pieces);
        assertEquals(complete(mail), complete(mail, new Random(seed)));
    }

    @Provide
    Arbitrary<List<String>> mails() {
        return Arbitraries.of(
                        "From: a@b\r\n",
                        "Bcc: x\r\n",
                        "bcc:",
                        "Date: x\r\n",
                        "Message-ID: <x>\r\n",
                        " x\r\n",
                        "\r\n",
                        "\r",
                        "\n",
                        ":",
                        "x",
                        "x".repeat(70))
                .list()
                .ofMaxSize(12);
    }

    private static String complete(String mail) {
        return complete(mail, null);
    }

    private static String complete(String mail, Random cuts) {
        var out = new StringBuilder();
        read(mail, 1 + mail.length(), cuts, out);
        return out.toString().replaceFirst("<[0-9a-f-]{36}@mx.example.org>", "<id>");
    }

    private static SubmissionHeader read(String mail, int largest, Random cuts) {
        return read(mail, largest, cuts, new StringBuilder());
    }

    private static SubmissionHeader read(String mail, int largest, Random cuts, StringBuilder out) {
        var header = new SubmissionHeader(
                "mx.example.org",
                NOW,
                (octets, from, to) -> out.append(new String(octets, from, to - from, StandardCharsets.ISO_8859_1)));
        byte[] octets = mail.getBytes(StandardCharsets.ISO_8859_1);
        int from = 0;
        while (from < octets.length) {
            int to = Math.min(octets.length, from + (cuts == null ? largest : 1 + cuts.nextInt(5)));
            header.read(octets, from, to);
            from = to;
        }
        header.end();
        return header;
    }
}
