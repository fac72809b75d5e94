package org.letterwing.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * A day (UTC) of a domain that has published a policy: what one report is about.
 *
 * @param day the day
 * @param domain of A-labels
 */
record DomainDay(LocalDate day, String domain) implements Comparable<DomainDay> {

    private static final Comparator<DomainDay> ORDER =
            Comparator.comparing(DomainDay::day).thenComparing(DomainDay::domain);

    @Override
    public int compareTo(DomainDay other) {
        return ORDER.compare(this, other);
    }

    /** Returns its first second. */
    Instant begin() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns its last second, as reports name their end. */
    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    }
}
