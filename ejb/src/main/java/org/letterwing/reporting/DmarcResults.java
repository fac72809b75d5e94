package org.letterwing.reporting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.letterwing.authentication.arrival.SenderVerdicts;
import org.letterwing.authentication.dmarc.PublishedPolicy;
import org.letterwing.settings.ReportSettings;

/**
 * Takes note of what DMARC says of mails, for the reports. It only counts in memory, so that no delivery waits for it:
 * {@link ReportBean} brings the counts into the database. Thread-safe.
 */
@ApplicationScoped
public class DmarcResults {

    /** How many different results are kept in memory, each of up to some thousand octets. */
    private static final int CAPACITY = 5000;

    private final InstantSource clock;
    private Tally tally = new Tally(CAPACITY);

    /** For the container. */
    public DmarcResults() {
        this(InstantSource.system());
    }

    /** Works with the given clock. */
    DmarcResults(InstantSource clock) {
        this.clock = clock;
    }

    /** Is told by the container of each mail that was checked. */
    void follow(@Observes SenderVerdicts found) {
        record(new EvaluatedMail(
                found.dmarc(),
                found.client(),
                found.reversePath(),
                found.mailFrom(),
                found.dkim(),
                found.disposition()));
    }

    /** Counts a mail, if reports are sent and its domain wants them. Never waits and never fails. */
    public void record(EvaluatedMail mail) {
        if (ReportSettings.REPORTS.get() && mail.isWanted()) {
            PublishedPolicy policy = mail.verdict().published().orElseThrow();
            count(new DomainDay(day(clock.instant()), policy.domain()), policy, mail);
        }
    }

    private synchronized void count(DomainDay day, PublishedPolicy policy, EvaluatedMail mail) {
        tally.count(day, policy, mail.row(), 1);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Takes out what was counted. */
    synchronized Tally take() {
        Tally taken = tally;
        tally = new Tally(CAPACITY);
        return taken;
    }

    /** Puts back what was taken out and could not be written. */
    synchronized void putBack(Tally taken) {
        tally.add(taken);
    }
}
