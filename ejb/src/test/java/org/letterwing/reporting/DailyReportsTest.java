package org.letterwing.reporting;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.report.AggregateReport;
import org.letterwing.authentication.report.AggregateReport.PolicyPublished;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.authentication.report.ReportReader;
import org.letterwing.directory.TestDirectory;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What DMARC said in a day is reported when the day is over, once. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class DailyReportsTest {

    private static final String OURS = "dmarc@ours.example";
    private static final String RECORD = "v=DMARC1; p=reject; sp=quarantine; adkim=s; pct=100; fo=1 : d;"
            + " rua=mailto:in@example.com,mailto:x@reports.example!10m";
    private static final String AGREES = "example.com._report._dmarc.reports.example";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    enum DatabaseKind {
        H2,
        POSTGRES
    }

    @TempDir
    private Path folder;

    private final DatabaseKind kind;
    private final ZoneNames dns = new ZoneNames();
    private Instant now = Instant.parse("2026-03-04T22:00:00Z");
    private final InstantSource clock = () -> now;
    private final DmarcResults results = new DmarcResults(clock);
    private TestDatabase database;

    DailyReportsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        System.setProperty("letterwing.dmarc.reports", "true");
        System.setProperty("letterwing.dmarc.report-address", OURS);
        System.setProperty("letterwing.hostname", "mx.ours.example");
        database = switch (kind) {
            case H2 -> TestDatabase.h2(folder);
            case POSTGRES -> TestDatabase.postgres();
        };
        database.run(em -> {
            TestDirectory.addDomain(em, "ours.example");
            TestDirectory.addAccount(em, "ours.example", "dmarc");
        });
    }

    @AfterEach
    void close() {
        List.of("reports", "report-address").forEach(name -> System.clearProperty("letterwing.dmarc." + name));
        System.clearProperty("letterwing.hostname");
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
    }

    private void write() {
        database.run(em -> reports(em).write());
    }

    private void send() {
        database.run(em -> reports(em).send(() -> dns));
    }

    private DailyReports reports(EntityManager em) {
        return new DailyReports(results, new TestReports(database), TestDirectory.recipients(em), clock);
    }

    private long number(String sql) {
        return database.call(em -> ((Number) em.createNativeQuery(sql).getSingleResult()).longValue());
    }

    /** Returns the mails in the queue by their recipients. */
    private Map<String, MimeMessage> queued() {
        Map<String, MimeMessage> mails = new HashMap<>();
        database.run(em -> {
            List<?> rows = em.createNativeQuery(
                            "SELECT e.recipient, m.head FROM queue_entry e JOIN message m ON m.id = e.message_id")
                    .getResultList();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                try {
                    mails.put(
                            (String) columns[0],
                            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream((byte[])
                                    columns[1])));
                } catch (MessagingException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        return mails;
    }

    private static AggregateReport read(MimeMessage mail) throws Exception {
        Multipart parts = (Multipart) mail.getContent();
        assertTrue(parts.getBodyPart(1).isMimeType("application/gzip"));
        return ReportReader.read(parts.getBodyPart(1).getInputStream());
    }

    private void endOfDay() {
        now = Instant.parse("2026-03-05T00:23:00Z");
    }

    @Test
    void aDayIsReportedWhenItIsOver() throws Exception {
        dns.with(AGREES, "TXT", "v=DMARC1");
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        write();
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        results.record(Mails.failed("example.com", RECORD, "2001:db8::7", Policy.REJECT));
        write();
        send();
        assertEquals(Map.of(), queued());

        endOfDay();
        send();
        Map<String, MimeMessage> mails = queued();
        assertEquals(Set.of("in@example.com", "x@reports.example"), mails.keySet());
        MimeMessage mail = mails.get("in@example.com");
        AggregateReport report = read(mail);
        assertEquals(
                new PolicyPublished("example.com", "s", "r", "reject", "quarantine", "100", "1:d"), report.policy());
        assertEquals(new AggregateReport.Reporter("mx.ours.example", OURS, ""), report.reporter());
        assertEquals(Instant.parse("2026-03-04T00:00:00Z"), report.begin());
        assertEquals(Instant.parse("2026-03-04T23:59:59Z"), report.end());
        Row passed = Mails.passed("example.com", RECORD, "192.0.2.1").row();
        Row failed = Mails.failed("example.com", RECORD, "2001:db8::7", Policy.REJECT)
                .row();
        assertEquals(List.of(times(3, passed), failed), report.rows());
        assertEquals(report, read(mails.get("x@reports.example")));

        assertEquals(OURS, mail.getFrom()[0].toString());
        assertEquals(
                "Report Domain: example.com Submitter: ours.example Report-ID: <" + report.id() + "@ours.example>",
                mail.getSubject());
        assertEquals(
                "ours.example!example.com!1772582400!1772668799!" + report.id() + ".xml.gz",
                ((Multipart) mail.getContent()).getBodyPart(1).getFileName());
        assertEquals(0, number("SELECT COUNT(*) FROM dmarc_day"));
        assertEquals(0, number("SELECT COUNT(*) FROM dmarc_mails"));
        send();
        assertEquals(2, number("SELECT COUNT(*) FROM queue_entry"));
    }

    private static Row times(long count, Row row) {
        return new Row(row.source(), count, row.evaluated(), row.identifiers(), row.dkim(), row.spf());
    }

    @Test
    void aReportIsSentByOneServer() {
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        write();
        endOfDay();
        var store = new TestReports(database);
        List<ReportStore.Due> due = store.due(DAY.plusDays(1), 0);
        send();
        due.forEach(report -> store.send(report, OURS, report.wanted()));
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry"));
    }

    @Test
    void strangersGetNoReports() {
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        write();
        endOfDay();
        send();
        assertEquals(Set.of("in@example.com"), queued().keySet());
    }

    @Test
    void whatDnsDoesNotAnswerWaitsForDays() {
        dns.withSilence(AGREES);
        results.record(Mails.passed("example.com", "v=DMARC1; p=none; rua=mailto:x@reports.example", "192.0.2.1"));
        write();
        endOfDay();
        send();
        assertEquals(1, number("SELECT COUNT(*) FROM dmarc_day"));
        now = now.plus(Duration.ofDays(2));
        send();
        assertEquals(0, number("SELECT COUNT(*) FROM dmarc_day"));
        assertEquals(0, number("SELECT COUNT(*) FROM dmarc_mails"));
        assertEquals(Map.of(), queued());
    }

    @Test
    void aReportThatIsTooLargeForAnAddressDoesNotGoThere() {
        results.record(Mails.passed(
                "example.com",
                "v=DMARC1; p=none; rua=mailto:small@example.com!100,mailto:large@example.com!100k",
                "192.0.2.1"));
        write();
        endOfDay();
        send();
        assertEquals(Set.of("large@example.com"), queued().keySet());
    }

    @Test
    void anAddressOfNobodyReportsNothing() {
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        write();
        endOfDay();
        for (String address : List.of("nobody@ours.example", "dmarc@elsewhere.example")) {
            System.setProperty("letterwing.dmarc.report-address", address);
            send();
        }
        assertEquals(Map.of(), queued());
        assertEquals(1, number("SELECT COUNT(*) FROM dmarc_day"));
    }

    @Test
    void withoutReportsNothingIsCounted() {
        System.setProperty("letterwing.dmarc.reports", "false");
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        assertTrue(results.take().isEmpty());
    }

    @Test
    void whatCannotBeWrittenIsKept() {
        results.record(Mails.passed("example.com", RECORD, "192.0.2.1"));
        var broken = new ReportStore(null, null) {
            @Override
            public long add(Map<DomainDay, Seen> seen) {
                throw new IllegalStateException("the database is away");
            }
        };
        database.run(em -> assertThrows(
                IllegalStateException.class,
                () -> new DailyReports(results, broken, TestDirectory.recipients(em), clock).write()));
        write();
        assertEquals(1, number("SELECT SUM(mails) FROM dmarc_mails"));
    }

    @Test
    void aDomainHasABoundOnDifferentResults() {
        var store = new TestReports(database);
        long leftOut = 0;
        for (int i = 0; i < 3; i++) {
            leftOut += store.add(Map.of(new DomainDay(DAY, "example.com"), seen(i * 2000, 2000)));
        }
        assertEquals(1000, leftOut);
        assertEquals(0, store.add(Map.of(new DomainDay(DAY, "example.com"), seen(0, 10))));
        assertEquals(CountWriter.MOST_OF_DOMAIN, number("SELECT COUNT(*) FROM dmarc_mails"));
        assertEquals(CountWriter.MOST_OF_DOMAIN, number("SELECT different_results FROM dmarc_day"));
        assertEquals(CountWriter.MOST_OF_DOMAIN + 10, number("SELECT SUM(mails) FROM dmarc_mails"));
    }

    @Test
    void aDayHasABoundOnDifferentResultsAndDomains() {
        var store = new TestReports(database);
        store.add(Map.of(new DomainDay(DAY, "example.com"), seen(0, 1)));
        database.run(em -> em.createNativeQuery("UPDATE dmarc_day SET different_results = " + CountWriter.MOST_OF_DAY)
                .executeUpdate());
        assertEquals(3, store.add(Map.of(new DomainDay(DAY, "example.net"), seen(0, 3))));
        assertEquals(1, number("SELECT COUNT(*) FROM dmarc_day"));
        assertEquals(0, store.add(Map.of(new DomainDay(DAY.plusDays(1), "example.net"), seen(0, 3))));
    }

    private static Seen seen(int from, int count) {
        var seen = new Seen(
                Mails.verdict("example.com", RECORD, List.of()).published().orElseThrow());
        EvaluatedMail one = Mails.passed("example.com", RECORD, "192.0.2.1");
        Row row = one.row();
        for (int i = from; i < from + count; i++) {
            seen.count(new Row("192.0.2." + i, 1, row.evaluated(), row.identifiers(), row.dkim(), row.spf()), 1);
        }
        return seen;
    }
}
