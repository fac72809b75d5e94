package org.letterwing.queue;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.spi.outbound.SmtpReply;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertTrue;

class StatusTextTest {

    private static final Tried AT =
            new Tried(Optional.of("mx.example.net"), Optional.of("192.0.2.1"), Optional.empty(), Optional.empty());

    private static String report(String recipient, Optional<SmtpReply> reply, String said) {
        Recipient bob = new Recipient(recipient);
        Envelope envelope = new Envelope("sender@example.org", List.of(bob), Set.of());
        TestMail mail = new TestMail(UUID.randomUUID(), envelope, 0, () -> new ByteArrayInputStream(new byte[0]));
        QueuedMail queued = new QueuedMail(0, 0, mail, Instant.now());
        QueueEntry entry =
                new QueueEntry(queued, Onward.ours(bob, Optional.empty()), Optional.empty(), 0, null, queued.arrived());
        entry.fail("5.1.1", said, Instant.now());
        Notice notice = new Notice(entry, Notice.Kind.FAILED, AT, reply);
        return new StatusText(List.of(notice), envelope, "mail.example.org", false).beforeOriginal();
    }

    private static String answered(String recipient, String text) {
        SmtpReply reply = new SmtpReply(550, Optional.of("5.1.1"), text);
        return report(recipient, Optional.of(reply), reply.toString());
    }

    /** Returns the fields for programs, and those of MIME before them. */
    private static String fields(String report) {
        return report.substring(report.indexOf("Content-Type: message/"), report.lastIndexOf("\r\n--"));
    }

    // RFC 3464 2.1
    @Test
    void theFieldsOfAReportAreAsciiWhateverThePeerSaid() {
        String report = answered("bob@example.net", "Empfänger unbekannt");
        String fields = fields(report);
        assertTrue(
                fields.startsWith(
                        "Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: 7bit\r\n\r\nReporting-MTA:"),
                fields);
        assertTrue(fields.contains("\r\nDiagnostic-Code: smtp; 550 5.1.1 Empf?nger unbekannt\r\n"), fields);
        assertTrue(report.contains("\r\n    550 5.1.1 Empfänger unbekannt\r\n"), "people read all of it");
    }

    // RFC 6533 4
    @Test
    void theFieldsOfAnInternationalReportSayAllThatThePeerSaid() {
        String fields = fields(answered("bö@example.net", "Empfänger unbekannt"));
        assertTrue(
                fields.startsWith(
                        "Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"),
                fields);
        assertTrue(fields.contains("\r\nDiagnostic-Code: smtp; 550 5.1.1 Empfänger unbekannt\r\n"), fields);
    }

    // RFC 3461 9.2
    @Test
    void whatNoPeerSaidIsNotTakenForAReply() {
        String fields = fields(report("bob@example.net", Optional.empty(), "No connection: Connection refused"));
        assertTrue(fields.contains("\r\nDiagnostic-Code: x-letterwing; No connection: Connection refused\r\n"), fields);
    }
}
