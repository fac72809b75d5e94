package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.net.MemoryBudget;
import org.letterwing.smtp.RecipientOptions.OriginalRecipient;
import org.letterwing.smtp.RecipientOptions.Report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The extensions that promise something for the time after the mail was taken. */
class PromisesTest {

    private static final String MAIL = "MAIL FROM:<alice@example.com> ";
    private static final String RCPT = "RCPT TO:<bob@example.org> ";

    private final Dialogue client = Dialogue.greeted(Dialogue.with(SmtpConfig.Kind.SUBMISSION));

    @AfterEach
    void close() {
        client.close();
    }

    private MailTransaction deliver(String mailParameters, String rcptParameters) {
        client.exchange(MAIL + mailParameters, "250 2.1.0");
        client.exchange(RCPT + rcptParameters, "250 2.1.5");
        client.exchange("BDAT 0 LAST", "250 2.0.0");
        return client.backend.last().transaction();
    }

    @Test
    void ehloNamesWhatIsPromised() {
        client.send("EHLO client.example\r\n");
        String replies = client.replies();
        for (String line :
                new String[] {"DSN", "DELIVERBY", "MT-PRIORITY", "FUTURERELEASE 2678400 20\\d\\d-.*T.*:\\d\\dZ"}) {
            assertTrue(replies.matches("(?s).*250[ -]" + line + "\r\n.*"), line + " in " + replies);
        }
        assertFalse(replies.contains("REQUIRETLS"), "only under TLS");
    }

    @Test
    void someIsForUsersAlone() {
        try (var other = Dialogue.with(SmtpConfig.Kind.MX)) {
            other.replies();
            other.send("EHLO client.example\r\n");
            String replies = other.replies();
            assertTrue(replies.contains("DSN"), replies);
            assertFalse(replies.contains("FUTURERELEASE") || replies.contains("MT-PRIORITY"), replies);
            other.exchange(MAIL + "HOLDFOR=60", "555 5.5.4");
            other.exchange(MAIL + "MT-PRIORITY=3", "555 5.5.4");
        }
    }

    @Test
    void reportsThatAreWantedReachTheBackend() {
        MailTransaction transaction =
                deliver("RET=hdrs ENVID=QQ+2B314+20+3D", "NOTIFY=SUCCESS,delay ORCPT=RFC822;Bob+2Bx@example.org");
        assertEquals(
                Optional.of(MailOptions.Return.HEADERS), transaction.options().dsnReturn());
        assertEquals(Optional.of("QQ+314 ="), transaction.options().envelopeId());
        RecipientOptions recipient = transaction.recipients().get(0).options();
        assertEquals(Set.of(Report.SUCCESS, Report.DELAY), recipient.reports());
        assertEquals(Optional.of(new OriginalRecipient("rfc822", "Bob+x@example.org")), recipient.original());
    }

    @Test
    void withoutParametersNothingIsWanted() {
        MailTransaction transaction = deliver("", "");
        assertEquals(MailOptions.NONE, transaction.options());
        assertEquals(RecipientOptions.NONE, transaction.recipients().get(0).options());
    }

    @Test
    void parametersBelongToOneRecipient() {
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(RCPT + "NOTIFY=NEVER", "250 2.1.5");
        client.exchange("RCPT TO:<carol@example.org>", "250 2.1.5");
        client.exchange("BDAT 0 LAST", "250 2.0.0");
        var recipients = client.backend.last().transaction().recipients();
        assertEquals(Set.of(Report.NEVER), recipients.get(0).options().reports());
        assertEquals(Set.of(), recipients.get(1).options().reports());
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8;j\\x{F6}rg@b\\x{FC}cher.example, j\u00f6rg@b\u00fccher.example",
        "utf-8;\\x{1F426}\\x{2B}\\x{3D}\\x{5C}@x, \ud83d\udc26+=\\@x",
        "UTF-8;plain@example.org, plain@example.org",
        "rfc822;j+C3+B6rg@b+C3+BCcher.example, j\u00f6rg@b\u00fccher.example"
    })
    void originalRecipientsMayBeInternational(String value, String address) {
        var recipient = deliver("", "ORCPT=" + value).recipients().get(0);
        assertEquals(
                Optional.of(new OriginalRecipient("utf-8", address)),
                recipient.options().original());
    }

    @Test
    void octetsBeyondAsciiNeedSmtpUtf8() {
        String original = "ORCPT=utf-8;j\u00f6rg@example.org";
        String octets = new String(original.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(RCPT + octets, "553 5.6.7");
        client.exchange("RSET", "250 2.0.0");
        var recipient = deliver("SMTPUTF8", octets).recipients().get(0);
        assertEquals(
                "j\u00f6rg@example.org",
                recipient.options().original().orElseThrow().address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTIFY",
                "NOTIFY=SOMETIMES",
                "NOTIFY=NEVER,SUCCESS",
                "NOTIFY=SUCCESS,",
                "NOTIFY=,SUCCESS",
                "NOTIFY=NEVER NOTIFY=NEVER",
                "ORCPT",
                "ORCPT=bob@example.org",
                "ORCPT=;bob@example.org",
                "ORCPT=rfc822;",
                "ORCPT=rfc_822;x",
                "ORCPT=rfc822;bob+2b@example.org",
                "ORCPT=rfc822;bob+4",
                "ORCPT=rfc822;bob+0D+0A",
                "ORCPT=rfc822;bob+C3",
                "ORCPT=rfc822;a=b",
                "ORCPT=utf-8;a+b",
                "ORCPT=utf-8;\\",
                "ORCPT=utf-8;\\x{f6}",
                "ORCPT=utf-8;\\x{0D}\\x{0A}",
                "ORCPT=utf-8;\\x{D800}",
                "ORCPT=utf-8;\\x{110000}",
                "ORCPT=utf-8;\\x{F}"
            })
    void rcptParametersHaveTheirSyntax(String parameters) {
        client.exchange(MAIL, "250 2.1.0");
        client.exchange(RCPT + parameters, "501 5.5.4");
        client.exchange("DATA", "554 5.5.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RET",
                "RET=BODY",
                "RET=FULL RET=FULL",
                "ENVID",
                "ENVID=",
                "ENVID=+0",
                "ENVID=a+0Ab",
                "HOLDFOR",
                "HOLDFOR=0",
                "HOLDFOR=-1",
                "HOLDFOR=1x",
                "HOLDFOR=1000000000",
                "HOLDFOR=2678401",
                "HOLDUNTIL",
                "HOLDUNTIL=tomorrow",
                "HOLDUNTIL=2026-01-01",
                "HOLDUNTIL=9999-12-31T23:59:59Z",
                "HOLDFOR=1 HOLDUNTIL=2026-01-01T00:00:00Z",
                "HOLDFOR=60 BY=59;R",
                "BY=59;R HOLDFOR=61",
                "BY",
                "BY=1",
                "BY=1;",
                "BY=1;X",
                "BY=0;R",
                "BY=-1;R",
                "BY=1;NR",
                "BY=1000000000;N",
                "MT-PRIORITY",
                "MT-PRIORITY=10",
                "MT-PRIORITY=-10",
                "MT-PRIORITY=+1",
                "MT-PRIORITY=-0",
                "MT-PRIORITY=high"
            })
    void mailParametersHaveTheirSyntax(String parameters) {
        client.exchange(MAIL + parameters, "501 5.5.4");
        client.exchange(RCPT, "503 5.5.1");
    }

    @Test
    void valuesHaveALength() {
        client.exchange(MAIL + "ENVID=" + "x".repeat(101), "501 5.5.4");
        client.exchange(MAIL + "ENVID=" + "x".repeat(100), "250 2.1.0");
        client.exchange(RCPT + "ORCPT=rfc822;" + "x".repeat(494), "501 5.5.4");
        client.exchange(RCPT + "ORCPT=rfc822;" + "x".repeat(493) + " NOTIFY=SUCCESS,FAILURE,DELAY", "250 2.1.5");
    }

    @Test
    void aMailCanBeHeldForATime() {
        Instant before = Instant.now();
        Instant until = deliver("HOLDFOR=3600", "").options().holdUntil().orElseThrow();
        assertFalse(until.isBefore(before.plusSeconds(3600)));
        assertFalse(until.isAfter(Instant.now().plusSeconds(3600)));
    }

    @Test
    void aMailCanBeHeldUntilATime() {
        Instant until = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        assertEquals(
                Optional.of(until), deliver("HOLDUNTIL=" + until, "").options().holdUntil());
        assertEquals(
                Optional.of(Instant.parse("2020-02-29T22:30:00Z")),
                deliver("HOLDUNTIL=2020-03-01T00:00:00+01:30", "").options().holdUntil());
    }

    @ParameterizedTest
    @CsvSource({"120;R, 120, true, false", "-600;nt, -600, false, true", "+000000007;N, 7, false, false"})
    void aMailCanHaveADeadline(String value, long seconds, boolean returned, boolean traced) {
        Instant before = Instant.now();
        var by = deliver("BY=" + value, "").options().deliverBy().orElseThrow();
        assertFalse(by.deadline().isBefore(before.plusSeconds(seconds)));
        assertFalse(by.deadline().isAfter(Instant.now().plusSeconds(seconds)));
        assertEquals(returned, by.returned());
        assertEquals(traced, by.traced());
    }

    @Test
    void underTlsTlsCanBeRequiredFurtherOn() {
        Extensions extensions = Extensions.underTls(Dialogue.config(SmtpConfig.Kind.MX));
        assertTrue(extensions.ehloLines(null).contains("REQUIRETLS"));
        var envelope = new Envelope("", MemoryBudget.UNBOUNDED);
        assertEquals(
                501,
                Parameters.take("REQUIRETLS=1", extensions.mailParameters(), envelope)
                        .code());
        assertFalse(envelope.options().requireTls());
        assertNull(Parameters.take("requiretls", extensions.mailParameters(), envelope));
        assertTrue(envelope.options().requireTls());
    }

    @ParameterizedTest
    @ValueSource(ints = {-9, 0, 9})
    void aMailCanHaveAPriority(int priority) {
        assertEquals(priority, deliver("MT-PRIORITY=" + priority, "").options().priority());
    }
}
