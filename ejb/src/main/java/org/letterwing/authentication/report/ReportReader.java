package org.letterwing.authentication.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;

import org.letterwing.authentication.report.AggregateReport.Evaluated;
import org.letterwing.authentication.report.AggregateReport.Identifiers;
import org.letterwing.authentication.report.AggregateReport.PolicyPublished;
import org.letterwing.authentication.report.AggregateReport.Reason;
import org.letterwing.authentication.report.AggregateReport.Reporter;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.AggregateReport.Signature;
import org.letterwing.authentication.report.AggregateReport.Spf;

/**
 * Reads the aggregate reports of others (RFC 7489 appendix C, and what replaces it, RFC 9990), whatever their namespace and
 * the order of their elements.
 */
public final class ReportReader {

    /** Octets of XML. */
    private static final long MAX_SIZE = 16 << 20;

    private static final int MAX_ROWS = 20_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 'P' << 8 | 'K';

    private ReportReader() {}

    /**
     * Reads a report that is XML, or such in gzip or alone in a zip file.
     *
     * @throws ReportException if it is none, or larger than one should be
     */
    public static AggregateReport read(InputStream stream) throws ReportException {
        try {
            return report(new Elements(new BoundedStream(decompressed(stream), MAX_SIZE), "feedback"));
        } catch (IOException | XMLStreamException e) {
            throw new ReportException(e);
        }
    }

    private static InputStream decompressed(InputStream stream) throws IOException {
        var buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        if (magic == GZIP_MAGIC) {
            return new GZIPInputStream(buffered);
        }
        if (magic != ZIP_MAGIC) {
            return buffered;
        }
        var zip = new ZipInputStream(buffered, StandardCharsets.ISO_8859_1);
        try {
            zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException(e); // the entry's name says that it is UTF-8, and is none
        }
        return zip;
    }

    private static AggregateReport report(Elements elements) throws ReportException, XMLStreamException {
        Element metadata = null;
        Element policy = null;
        List<Row> rows = new ArrayList<>();
        for (Element element = elements.next(); element != null; element = elements.next()) {
            switch (element.name()) {
                case "report_metadata" -> metadata = element;
                case "policy_published" -> policy = element;
                case "record" -> rows.add(row(element));
                default -> {} // the version, and what somebody may add
            }
            if (rows.size() > MAX_ROWS) {
                throw new ReportException("The report has too many rows");
            }
        }
        if (metadata == null || policy == null) {
            throw new ReportException("The report doesn't say what it is about");
        }
        Element range = metadata.child("date_range");
        return new AggregateReport(
                new Reporter(
                        metadata.textOf("org_name"), metadata.textOf("email"), metadata.textOf("extra_contact_info")),
                metadata.textOf("report_id"),
                Instant.ofEpochSecond(number(range.textOf("begin"))),
                Instant.ofEpochSecond(number(range.textOf("end"))),
                policy(policy),
                rows);
    }

    private static PolicyPublished policy(Element policy) {
        return new PolicyPublished(
                policy.textOf("domain"),
                policy.textOf("adkim"),
                policy.textOf("aspf"),
                policy.textOf("p"),
                policy.textOf("sp"),
                policy.textOf("pct"),
                policy.textOf("fo"));
    }

    private static Row row(Element element) throws ReportException {
        Element row = element.child("row");
        Element evaluated = row.child("policy_evaluated");
        Element identifiers = element.child("identifiers");
        Element results = element.child("auth_results");
        return new Row(
                row.textOf("source_ip"),
                number(row.textOf("count")),
                new Evaluated(
                        evaluated.textOf("disposition"),
                        evaluated.textOf("dkim"),
                        evaluated.textOf("spf"),
                        evaluated.children("reason").stream()
                                .map(reason -> new Reason(reason.textOf("type"), reason.textOf("comment")))
                                .toList()),
                new Identifiers(
                        identifiers.textOf("header_from"),
                        identifiers.textOf("envelope_from"),
                        identifiers.textOf("envelope_to")),
                results.children("dkim").stream()
                        .map(dkim ->
                                new Signature(dkim.textOf("domain"), dkim.textOf("selector"), dkim.textOf("result")))
                        .toList(),
                results.children("spf").stream()
                        .map(spf -> new Spf(spf.textOf("domain"), spf.textOf("scope"), spf.textOf("result")))
                        .toList());
    }

    private static long number(String text) throws ReportException {
        if (!NUMBER.matcher(text).matches()) {
            throw new ReportException("The report has no number where one should be");
        }
        return Long.parseLong(text);
    }
}
