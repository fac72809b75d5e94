package org.letterwing.reporting;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.report.AggregateReport;
import org.letterwing.authentication.report.AggregateReport.PolicyPublished;
import org.letterwing.authentication.report.AggregateReport.Reporter;
import org.letterwing.authentication.report.ReportWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Reports of other hosts, in whatever mail they come. */
class ReportAttachmentTest {

    private static final AggregateReport REPORT = new AggregateReport(
            new Reporter("Other", "dmarc@other.example", ""),
            "7",
            Instant.parse("2026-03-04T00:00:00Z"),
            Instant.parse("2026-03-04T23:59:59Z"),
            new PolicyPublished("example.com", "r", "r", "none", "none", "100", ""),
            List.of(Mails.failed("example.com", "v=DMARC1; p=none; rua=mailto:a@example.com", "192.0.2.1", Policy.NONE)
                    .row()));

    private static byte[] gzip() {
        var octets = new ByteArrayOutputStream();
        try {
            ReportWriter.write(REPORT, octets);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return octets.toByteArray();
    }

    private static String base64() {
        return Base64.getMimeEncoder().encodeToString(gzip());
    }

    private static Optional<AggregateReport> in(String mail) {
        return ReportAttachment.of(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String part(String header, String body) {
        return "--b\r\n" + header + "\r\n\r\n" + body + "\r\n";
    }

    private static String multipart(String parts) {
        return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts + "--b--\r\n";
    }

    @Test
    void theReportIsTheWholeMailOrAPart() {
        String attachment = "Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64";
        assertEquals(Optional.of(REPORT), in(attachment + "\r\n\r\n" + base64()));
        assertEquals(
                Optional.of(REPORT),
                in(multipart(part("Content-Type: text/plain", "See below.") + part(attachment, base64()))));
    }

    @Test
    void xmlIsAReportToo() throws IOException {
        try (var xml = new GZIPInputStream(new ByteArrayInputStream(gzip()))) {
            assertEquals(
                    Optional.of(REPORT),
                    in("Content-Type: text/xml\r\n\r\n" + new String(xml.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aPartThatIsNoneIsPassedOver() {
        String attachment = "Content-Type: application/zip\r\nContent-Transfer-Encoding: base64";
        assertEquals(Optional.of(REPORT), in(multipart(part(attachment, "AAAA") + part(attachment, base64()))));
    }

    @Test
    void otherMailHasNone() {
        assertEquals(Optional.empty(), in(""));
        assertEquals(Optional.empty(), in("Subject: hello\r\n\r\n" + base64()));
        assertEquals(Optional.empty(), in("Content-Type: application/gzip\r\n\r\nno gzip"));
        assertEquals(Optional.empty(), in("Content-Type: multipart/mixed\r\n\r\nno boundary"));
    }

    @Test
    void nobodyLooksFurtherThanAFewParts() {
        String attachment = "Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64";
        assertEquals(
                Optional.empty(),
                in(multipart(part("Content-Type: text/plain", "").repeat(1000) + part(attachment, base64()))));
    }
}
