package org.letterwing.reporting;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.letterwing.authentication.report.AggregateReport;
import org.letterwing.authentication.report.AggregateReport.Row;

/**
 * What another host has reported. All of it but the first two is what that host says.
 *
 * @param id the key of its mail's place in the mailbox
 * @param received when it came
 * @param organization who reports
 * @param reportId the reporter's name for it
 * @param domain whose mail it is about
 * @param begin of the time that it is about
 * @param end of that time
 * @param policy that the domain had published then
 * @param mails how many were seen
 * @param failed how many of them neither SPF nor a signature stood for
 * @param failures who sent those, who sent most first; twenty at most
 */
public record ReceivedReport(
        long id,
        Instant received,
        String organization,
        String reportId,
        String domain,
        Instant begin,
        Instant end,
        String policy,
        long mails,
        long failed,
        List<Failure> failures) {

    private static final int MOST_FAILURES = 20;
    private static final String PASS = "pass";

    /**
     * Mails of one client that failed.
     *
     * @param source the client's address
     * @param mails how many there were
     * @param disposition what was done with them
     */
    public record Failure(String source, long mails, String disposition) {}

    /** Copies the list. */
    public ReceivedReport {
        failures = List.copyOf(failures);
    }

    static ReceivedReport of(long id, Instant received, AggregateReport report) {
        List<Row> failed = report.rows().stream().filter(row -> !passed(row)).toList();
        return new ReceivedReport(
                id,
                received,
                report.reporter().organization(),
                report.id(),
                report.policy().domain(),
                report.begin(),
                report.end(),
                report.policy().policy(),
                mails(report.rows()),
                mails(failed),
                failed.stream()
                        .sorted(Comparator.comparingLong(Row::count).reversed())
                        .limit(MOST_FAILURES)
                        .map(row -> new Failure(
                                row.source(), row.count(), row.evaluated().disposition()))
                        .toList());
    }

    private static boolean passed(Row row) {
        return row.evaluated().dkim().equalsIgnoreCase(PASS)
                || row.evaluated().spf().equalsIgnoreCase(PASS);
    }

    private static long mails(List<Row> rows) {
        return rows.stream().mapToLong(Row::count).sum();
    }
}
