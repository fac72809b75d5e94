package org.letterwing.reporting;

import java.util.HashMap;
import java.util.Map;

import org.letterwing.authentication.dmarc.PublishedPolicy;
import org.letterwing.authentication.report.AggregateReport.Row;

/** Counts mails by their results, up to a number of different ones: beyond it, mails are left out. Not thread-safe. */
final class Tally {

    private final int capacity;
    private final Map<DomainDay, Seen> seen = new HashMap<>();
    private int different;
    private long leftOut;

    Tally(int capacity) {
        this.capacity = capacity;
    }

    /** Counts mails of the same results. */
    void count(DomainDay day, PublishedPolicy policy, Row row, long number) {
        Seen domain = seen.get(day);
        boolean known = domain != null && domain.has(row);
        if (!known && different == capacity) {
            leftOut += number;
            return;
        }
        different += known ? 0 : 1;
        domain = seen.computeIfAbsent(day, key -> new Seen(policy));
        domain.update(policy);
        domain.count(row, number);
    }

    /** Adds what an older one has counted. */
    void add(Tally older) {
        older.seen.forEach((day, domain) ->
                domain.mails().forEach((row, number) -> count(day, newest(day, domain), row, number)));
        leftOut += older.leftOut;
    }

    private PublishedPolicy newest(DomainDay day, Seen older) {
        Seen domain = seen.get(day);
        return domain == null ? older.policy() : domain.policy();
    }

    boolean isEmpty() {
        return seen.isEmpty() && leftOut == 0;
    }

    /** Returns what was counted. */
    Map<DomainDay, Seen> seen() {
        return seen;
    }

    /** Returns how many mails were left out. */
    long leftOut() {
        return leftOut;
    }
}
