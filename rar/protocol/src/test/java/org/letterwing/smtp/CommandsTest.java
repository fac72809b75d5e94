package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandsTest {

    private static final String MAIL = "MAIL FROM:<alice@example.com>";
    private static final String RCPT = "RCPT TO:<bob@example.org>";

    private final Dialogue client = new Dialogue();

    CommandsTest() {
        client.expect("220 mx.example.org ESMTP Letterwing\r\n");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void ehloNamesTheExtensions() {
        client.send("EHLO client.example\r\n");
        client.expect("250-mx.example.org\r\n250-PIPELINING\r\n250-SIZE 400000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
                + "250-CHUNKING\r\n250-BINARYMIME\r\n250-LIMITS RCPTMAX=100 MAILMAX=50\r\n250-DSN\r\n250-DELIVERBY\r\n"
                + "250 ENHANCEDSTATUSCODES\r\n");
    }

    @Test
    void heloKnowsNoExtension() {
        client.send("HELO client.example\r\n");
        client.expect("250 mx.example.org\r\n");
        client.exchange(MAIL + " SIZE=1", "555 5.5.4");
        client.exchange(MAIL, "250 2.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.example", "my_pc", "[192.0.2.1]", "[IPv6:2001:db8::1]", "x", "localhost."})
    void clientNamesAreTakenLeniently(String name) {
        client.exchange("EHLO " + name, "250");
        client.exchange("HELO " + name + "  ", "250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\tb", "(comment)", "[192.0.2.1", "b\u00fccher.example", "<x>"})
    void otherClientNamesAreNot(String name) {
        client.exchange("EHLO " + name, name.contains("\u00fc") ? "500 5.5.2" : "501 5.5.2");
        client.exchange(MAIL, "503 5.5.1");
    }

    @Test
    void aMailIsDelivered() {
        client.exchange("EHLO client.example", "250");
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(RCPT, "250 2.1.5");
        client.exchange("DATA", "354");
        client.send("Subject: x\r\n\r\nbody\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals("Subject: x\r\n\r\nbody\r\n", client.backend.last().sent());
        var transaction = client.backend.last().transaction();
        assertEquals("alice@example.com", transaction.reversePath());
        assertEquals("bob@example.org", transaction.recipients().get(0).address());
        assertEquals("2.1.5", transaction.recipients().get(0).owner());
        client.exchange("QUIT", "221 2.0.0");
        assertFalse(client.isOpen());
    }

    @Test
    void commandsAreKnownInAnyCaseAndWithSpaceBehind() {
        client.exchange("ehlo client.example", "250");
        client.exchange("mAiL fRoM:<alice@example.com>  ", "250 2.1.0");
        client.exchange("rcpt to:<bob@example.org>\t", "250 2.1.5");
        client.exchange("rset ", "250 2.0.0");
        client.exchange("noop\t", "250 2.0.0");
    }

    @Test
    void aSpaceAfterTheColonIsForgiven() {
        client.exchange("EHLO client.example", "250");
        client.exchange("MAIL FROM: <alice@example.com>", "250 2.1.0");
        client.exchange("RCPT TO: <bob@example.org>", "250 2.1.5");
    }

    @Test
    void commandsHaveAnOrder() {
        client.exchange(MAIL, "503 5.5.1");
        client.exchange("EHLO client.example", "250");
        client.exchange(RCPT, "503 5.5.1");
        client.exchange("DATA", "503 5.5.1");
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(MAIL, "503 5.5.1");
        client.exchange("DATA", "554 5.5.1");
        client.exchange("RCPT TO:<nobody@example.org>", "550 5.1.1");
        client.exchange("DATA", "554 5.5.1");
        client.exchange(RCPT, "250 2.1.5");
        client.exchange("DATA", "354");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSET", "EHLO client.example", "HELO client.example"})
    void aTransactionCanBeGivenUp(String command) {
        client.exchange("EHLO client.example", "250");
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(RCPT, "250 2.1.5");
        client.exchange(command, command.equals("RSET") ? "250 2.0.0" : "250");
        client.exchange("DATA", "503 5.5.1");
        client.exchange(MAIL, "250 2.1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "NOOP, 250 2.0.0",
        "NOOP whatever, 250 2.0.0",
        "HELP, 214 2.0.0",
        "HELP MAIL, 214 2.0.0",
        "VRFY bob, 252 2.1.5",
        "VRFY, 501 5.5.4",
        "RSET now, 501 5.5.4",
        "DATA now, 501 5.5.4",
        "QUIT now, 501 5.5.4",
        "EXPN list, 502 5.5.1",
        "'', 500 5.5.2",
        "' NOOP', 500 5.5.2",
        "MAIL, 501 5.5.2",
        "MAIL TO:<a@example.com>, 501 5.5.2",
        "MAIL FROM:, 501 5.1.7",
        "MAIL FROM:alice@example.com, 501 5.1.7",
        "MAIL FROM:<alice>, 501 5.1.7",
        "MAIL FROM:<postmaster>, 501 5.1.7",
        "MAIL FROM:<a@example.com>SIZE=1, 501 5.1.7",
        "MAIL FROM:<a@example.com> SIZE, 501 5.5.4",
        "MAIL FROM:<a@example.com> SIZE=, 501 5.5.4",
        "MAIL FROM:<a@example.com> SIZE=1x, 501 5.5.4",
        "MAIL FROM:<a@example.com> SIZE=1 SIZE=1, 501 5.5.4",
        "MAIL FROM:<a@example.com> size=1=1, 501 5.5.4",
        "MAIL FROM:<a@example.com> =, 501 5.5.4",
        "MAIL FROM:<a@example.com> SIZE=400000, 250 2.1.0",
        "MAIL FROM:<a@example.com> SIZE=0000000000000000001, 250 2.1.0",
        "MAIL FROM:<a@example.com> SIZE=400001, 552 5.3.4",
        "MAIL FROM:<a@example.com> SIZE=99999999999999999999, 552 5.3.4",
        "MAIL FROM:<a@example.com> BODY=8BITMIME, 250 2.1.0",
        "MAIL FROM:<a@example.com> body=7bit, 250 2.1.0",
        "MAIL FROM:<a@example.com> BODY=BINARYMIME, 250 2.1.0",
        "MAIL FROM:<a@example.com> BODY, 501 5.5.4",
        "MAIL FROM:<a@example.com> SMTPUTF8=1, 501 5.5.4",
        "MAIL FROM:<a@example.com> FOO=1, 555 5.5.4",
        "MAIL FROM:<a@example.com>  SIZE=1   SMTPUTF8, 250 2.1.0",
        "MAIL FROM:<>, 250 2.1.0"
    })
    void eachCommandHasItsSyntax(String line, String reply) {
        client.exchange("EHLO client.example", "250");
        client.exchange(line, reply);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 501 5.5.2",
        "RCPT FROM:<bob@example.org>, 501 5.5.2",
        "RCPT TO:<>, 501 5.1.3",
        "RCPT TO:<bob>, 501 5.1.3",
        "RCPT TO:bob@example.org, 501 5.1.3",
        "RCPT TO:<bob@example.org> X=1, 555 5.5.4",
        "RCPT TO:<PostMaster>, 250 2.1.5",
        "RCPT TO:<nobody@example.org>, 550 5.1.1",
        "RCPT TO:<broken@example.org>, 451 4.3.0",
        "RCPT TO:<silent@example.org>, 451 4.3.0"
    })
    void rcptHasItsSyntax(String line, String reply) {
        client.exchange("EHLO client.example", "250");
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(line, reply);
    }

    @Test
    void internationalAddressesNeedSmtpUtf8() {
        client.exchange("EHLO client.example", "250");
        client.exchange("MAIL FROM:<" + utf8("j\u00f6rg@b\u00fccher.example") + ">", "553 5.6.7");
        client.exchange(MAIL, "250 2.1.0");
        client.exchange("RCPT TO:<" + utf8("\u7528\u6237@example.org") + ">", "553 5.6.7");
        client.exchange("RSET", "250 2.0.0");
        client.exchange("MAIL FROM:<" + utf8("j\u00f6rg@b\u00fccher.example") + "> SMTPUTF8", "250 2.1.0");
        client.exchange("RCPT TO:<" + utf8("\u7528\u6237@example.org") + ">", "250 2.1.5");
        client.exchange("DATA", "354");
        client.send(".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        var transaction = client.backend.last().transaction();
        assertEquals("j\u00f6rg@b\u00fccher.example", transaction.reversePath());
        assertEquals("\u7528\u6237@example.org", transaction.recipients().get(0).address());
        assertTrue(transaction.options().smtpUtf8());
        assertTrue(client.backend.last().content().contains("with UTF8SMTP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c3", "\u00ed\u00a0\u0080", "\u00c0\u00af"})
    void octetsThatAreNotUtf8AreRefused(String octets) {
        client.exchange("EHLO client.example", "250");
        client.exchange("MAIL FROM:<" + octets + "@example.com> SMTPUTF8", "500 5.5.2");
    }

    @Test
    void whatWasDeclaredReachesTheBackend() {
        client.exchange("EHLO client.example", "250");
        client.exchange(MAIL + " SIZE=77 BODY=8BITMIME", "250 2.1.0");
        client.exchange(RCPT, "250 2.1.5");
        client.exchange("DATA", "354");
        client.send(".\r\n");
        var transaction = client.backend.last().transaction();
        assertEquals(77, transaction.options().declaredSize());
        assertEquals(MailOptions.Body.EIGHT_BIT, transaction.options().body());
        assertFalse(transaction.options().smtpUtf8());
        assertEquals("client.example", transaction.session().heloName());
        assertEquals("192.0.2.1", transaction.session().client().getHostString());
        assertEquals("smtp", transaction.session().listener());
    }

    @Test
    void recipientsBeyondTheLimitAreForAnotherTransaction() {
        client.exchange("EHLO client.example", "250");
        client.exchange(MAIL, "250 2.1.0");
        for (int i = 0; i < Dialogue.MAX_RECIPIENTS; i++) {
            client.exchange("RCPT TO:<user" + i + "@example.org>", "250 2.1.5");
        }
        client.exchange(RCPT, "452 4.5.3");
        client.exchange("DATA", "354");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\nMAIL FROM:<a@example.com>", "NOOP\rNOOP", "NOOP\n", "\nNOOP", "NOOP\r"})
    void aCommandWithALineEndInItIsRefusedWhole(String line) {
        client.exchange(line, "500 5.5.2");
        client.exchange("NOOP", "250 2.0.0");
    }

    @Test
    void aLineMayHave512OctetsAndWhatTheExtensionsAdd() {
        int limit = 512 + 26 + 17 + 10 + 536 + 17;
        client.exchange("NOOP " + "x".repeat(limit - 7), "250 2.0.0");
        client.exchange("NOOP " + "x".repeat(limit - 6), "500 5.5.2");
        client.exchange("NOOP", "250 2.0.0");
    }

    @Test
    void tooManyErrorsEndTheSession() {
        for (int i = 1; i < 20; i++) {
            client.exchange("FOO", "500 5.5.2");
        }
        client.send("FOO\r\nNOOP\r\n");
        client.expect("500 5.5.2 Command not recognized\r\n421 4.7.0 Too many errors\r\n");
        assertFalse(client.isOpen());
    }

    @Test
    void aSessionCanBeRefused() {
        var backend = new TestBackend();
        backend.refusal = Reply.of(554, "5.7.1", "Not you");
        try (var refused = new Dialogue(backend)) {
            refused.expect("554 5.7.1 Not you\r\n");
            assertFalse(refused.isOpen());
        }
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
