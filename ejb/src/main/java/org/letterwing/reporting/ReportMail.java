package org.letterwing.reporting;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.api.SessionFacts;
import org.letterwing.authentication.report.ReportName;
import org.letterwing.queue.Queue;
import org.letterwing.settings.Settings;
import org.letterwing.spi.DeliveryId;

/**
 * The mail that brings a report to one address (RFC 7489 7.2.1.1).
 *
 * @param deliveryId its own
 * @param envelope from the address that reports, so that SPF stands for it; nobody is told if it can't be delivered
 * @param content with header
 */
record ReportMail(UUID deliveryId, Envelope envelope, byte[] content) implements InboundMail {

    // RFC 5322 3.3
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Makes the mail. */
    static ReportMail of(DailyReport report, String recipient) {
        UUID id = DeliveryId.next();
        return new ReportMail(
                id,
                new Envelope(
                        report.from(),
                        List.of(new Recipient(recipient, Set.of(Report.NEVER), Optional.empty())),
                        Set.of()),
                text(report, recipient, id).getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(DailyReport report, String recipient, UUID id) {
        String host = Settings.HOSTNAME.get();
        String boundary = "=_" + id;
        ReportName name = report.name();
        return String.join(
                "\r\n",
                "From: <" + report.from() + ">",
                "To: <" + recipient + ">",
                "Subject: " + folded(name.subject()),
                "Date: " + DATE.format(Instant.now()),
                "Message-ID: <" + id + "@" + host + ">",
                "Auto-Submitted: auto-generated", // RFC 3834 5
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"",
                "",
                "--" + boundary,
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "This is the mail server " + host + ". A DMARC report (RFC 7489) is attached:",
                "what it saw of the mail of " + name.report().policy().domain(),
                "from " + name.report().begin() + " to " + name.report().end() + ".",
                "",
                "--" + boundary,
                "Content-Type: application/gzip;\r\n name=\"" + name.file() + "\"",
                "Content-Disposition: attachment;\r\n filename=\"" + name.file() + "\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(report.file()),
                "--" + boundary + "--",
                "");
    }

    /** The parts of a subject may each fill a line (RFC 5322 2.1.1). */
    private static String folded(String subject) {
        return subject.replace(" Submitter:", "\r\n Submitter:").replace(" Report-ID:", "\r\n Report-ID:");
    }

    @Override
    public SessionFacts session() {
        return Queue.session();
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public InputStream openContent() {
        return new ByteArrayInputStream(content);
    }
}
