package org.letterwing.reporting;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.InboundMail;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.directory.TestDirectory;
import org.letterwing.queue.TestQueue;
import org.letterwing.reporting.ReceivedReport.Failure;
import org.letterwing.spi.StorageFullException;
import org.letterwing.store.Contents;
import org.letterwing.store.StoredMails;
import org.letterwing.testing.TestDatabase;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reports of others are read from the mailbox to which they come. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ReceivedReportsTest {

    private static final String OURS = "alice@example.com"; // whom TestMail is for
    private static final String RECORD = "v=DMARC1; p=reject; rua=mailto:" + OURS;

    enum DatabaseKind {
        H2,
        POSTGRES
    }

    @TempDir
    private Path folder;

    private final DatabaseKind kind;
    private TestDatabase database;

    ReceivedReportsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        System.setProperty("letterwing.dmarc.report-address", OURS);
        database = switch (kind) {
            case H2 -> TestDatabase.h2(folder);
            case POSTGRES -> TestDatabase.postgres();
        };
        database.run(em -> {
            TestDirectory.addDomain(em, "example.com");
            TestDirectory.addAccount(em, "example.com", "alice");
        });
    }

    @AfterEach
    void close() {
        System.clearProperty("letterwing.dmarc.report-address");
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
    }

    private static InboundMail report(List<Row> rows) {
        var day = new ReportedDay(new DomainDay(LocalDate.of(2026, 3, 4), "example.com"));
        day.publish(Mails.verdict("example.com", RECORD, List.of()).published().orElseThrow());
        return DailyReport.of(day, rows, "dmarc@other.example")
                .mails(List.of(new ReportUri(OURS.replace("@", "+dmarc@"), "example.com", Long.MAX_VALUE)))
                .get(0);
    }

    private void deliver(List<InboundMail> mails) {
        database.run(em -> {
            try {
                TestQueue.intake(em).takeOwn(mails);
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Page<ReceivedReport> reports(String after, int limit) {
        return database.call(em -> {
            try {
                return new ReceivedReports(TestDirectory.recipients(em), new StoredMails(em)).reports(after, limit);
            } catch (DirectoryException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aReportTellsWhoFailed() {
        Row failed =
                Mails.failed("example.com", RECORD, "192.0.2.7", Policy.REJECT).row();
        Row passed = Mails.passed("example.com", RECORD, "192.0.2.1").row();
        deliver(List.of(TestMail.of("Subject: hello\r\n\r\n"), report(List.of(passed, passed, failed))));
        ReceivedReport report = reports(null, 100).items().get(0);
        assertEquals(1, reports(null, 100).items().size());
        assertEquals("example.com", report.domain());
        assertEquals(Instant.parse("2026-03-04T00:00:00Z"), report.begin());
        assertEquals("reject", report.policy());
        assertEquals(3, report.mails());
        assertEquals(1, report.failed());
        assertEquals(List.of(new Failure("192.0.2.7", 1, "reject")), report.failures());
    }

    @Test
    void largeReportsAreReadToo() {
        Random random = new Random(1); // so that gzip can't make one piece of it
        Row row =
                Mails.failed("example.com", RECORD, "192.0.2.1", Policy.REJECT).row();
        List<Row> rows = Stream.generate(() -> new Row(
                        random.ints(4).mapToObj(Integer::toHexString).collect(Collectors.joining(":")),
                        1,
                        row.evaluated(),
                        row.identifiers(),
                        row.dkim(),
                        row.spf()))
                .limit(10_000)
                .toList();
        InboundMail mail = report(rows);
        assertTrue(mail.size() > 2 * Contents.PIECE);
        deliver(List.of(mail));
        assertEquals(10_000, reports(null, 1).items().get(0).failed());
    }

    @Test
    void aPageIsOfAFewMailsTheNewestFirst() {
        deliver(Collections.nCopies(ReceivedReports.MOST_MAILS, null).stream()
                .<InboundMail>map(nothing -> TestMail.of("Subject: hello\r\n\r\n"))
                .toList());
        deliver(List.of(report(List.of())));
        Page<ReceivedReport> first = reports(null, 1000);
        assertEquals(1, first.items().size());
        Page<ReceivedReport> second = reports(first.next(), 1000);
        assertEquals(List.of(), second.items());
        assertNull(second.next());
    }

    @Test
    void withoutAnAddressThereAreNone() {
        deliver(List.of(report(List.of())));
        System.clearProperty("letterwing.dmarc.report-address");
        assertEquals(List.of(), reports(null, 10).items());
    }
}
