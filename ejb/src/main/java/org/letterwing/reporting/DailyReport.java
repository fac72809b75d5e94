package org.letterwing.reporting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

import org.letterwing.api.InboundMail;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.report.AggregateReport;
import org.letterwing.authentication.report.AggregateReport.Reporter;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.ReportName;
import org.letterwing.authentication.report.ReportWriter;
import org.letterwing.settings.Settings;

/**
 * The report on a day of a domain.
 *
 * @param name its name, with what it says
 * @param from the address that reports
 * @param file what it says as XML in gzip
 */
record DailyReport(ReportName name, String from, byte[] file) {

    static DailyReport of(ReportedDay day, List<Row> rows, String from) {
        var report = new AggregateReport(
                new Reporter(Settings.HOSTNAME.get(), from, ""),
                UUID.randomUUID().toString(),
                day.key().begin(),
                day.key().end(),
                day.policy(),
                rows);
        var file = new ByteArrayOutputStream();
        try {
            ReportWriter.write(report, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes it
        }
        return new DailyReport(
                new ReportName(from.substring(from.lastIndexOf('@') + 1), report), from, file.toByteArray());
    }

    /** Returns the mails that bring it to those destinations for which it is not too large. */
    List<InboundMail> mails(List<ReportUri> destinations) {
        return destinations.stream()
                .filter(destination -> file.length <= destination.limit()) // RFC 7489 6.2
                .<InboundMail>map(destination -> ReportMail.of(this, destination.address()))
                .toList();
    }
}
