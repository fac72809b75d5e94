package org.letterwing.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.dmarc.PublishedPolicy;
import org.letterwing.authentication.report.AggregateReport.Row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Counts in memory, which have a bound. */
class TallyTest {

    private static final String RECORD = "v=DMARC1; p=none; rua=mailto:dmarc@example.com";
    private static final DomainDay DAY = new DomainDay(LocalDate.of(2026, 1, 2), "example.com");
    private static final PublishedPolicy POLICY = policy(RECORD);

    private static PublishedPolicy policy(String record) {
        return Mails.verdict("example.com", record, List.of()).published().orElseThrow();
    }

    private static Row row(int client) {
        return Mails.passed("example.com", RECORD, "192.0.2." + client).row();
    }

    @Test
    void theSameResultsAreOneRow() {
        var tally = new Tally(10);
        assertTrue(tally.isEmpty());
        tally.count(DAY, POLICY, row(1), 1);
        tally.count(DAY, POLICY, row(1), 2);
        tally.count(DAY, POLICY, row(2), 1);
        assertFalse(tally.isEmpty());
        assertEquals(Map.of(row(1), 3L, row(2), 1L), tally.seen().get(DAY).mails());
    }

    @Test
    void whatIsTooDifferentIsLeftOutAndCounted() {
        var tally = new Tally(2);
        for (int client = 0; client < 4; client++) {
            tally.count(DAY, POLICY, row(client), 5);
        }
        tally.count(DAY, POLICY, row(0), 1);
        tally.count(new DomainDay(DAY.day(), "other.example"), POLICY, row(0), 1);
        assertEquals(Map.of(row(0), 6L, row(1), 5L), tally.seen().get(DAY).mails());
        assertEquals(1, tally.seen().size());
        assertEquals(11, tally.leftOut());
    }

    @Test
    void olderCountsAreAddedUnderTheNewestPolicy() {
        var older = new Tally(2);
        for (int client = 0; client < 3; client++) {
            older.count(DAY, POLICY, row(client), 1);
        }
        var tally = new Tally(10);
        PublishedPolicy newer = policy("v=DMARC1; p=reject; rua=mailto:dmarc@example.com");
        tally.count(DAY, newer, row(0), 1);
        tally.add(older);
        assertEquals(Map.of(row(0), 2L, row(1), 1L), tally.seen().get(DAY).mails());
        assertEquals(newer, tally.seen().get(DAY).policy());
        assertEquals(1, tally.leftOut());
    }
}
