package org.letterwing.reporting;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.report.ReportDestinations;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.directory.Owners;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.reporting.ReportStore.Due;
import org.letterwing.settings.ReportSettings;

/**
 * Brings counts into the database, and sends the reports on days that ended. Several servers may do so at once. Not
 * thread-safe.
 */
final class DailyReports {

    private static final System.Logger LOG = System.getLogger(DailyReports.class.getName());

    /** How long after the end of a day each server has written what it counted. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    /** How many days a report may wait for DNS; later it is of no use. */
    private static final int PATIENCE_DAYS = 2;

    private final DmarcResults results;
    private final ReportStore store;
    private final RecipientDirectory directory;
    private final InstantSource clock;

    DailyReports(DmarcResults results, ReportStore store, RecipientDirectory directory, InstantSource clock) {
        this.results = results;
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    /** Writes what was counted; what can't be written is kept for the next time. */
    void write() {
        Tally taken = results.take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            long leftOut = taken.leftOut() + store.add(taken.seen());
            if (leftOut > 0) {
                LOG.log(
                        Level.WARNING,
                        "DMARC reports will not tell of {0} mails: there were too many different results",
                        leftOut);
            }
        } catch (RuntimeException e) {
            results.putBack(taken);
            throw e;
        }
    }

    /**
     * Sends what is due, once to each, and forgets what has waited too long.
     *
     * @param names gives who is asked for one domain
     */
    void send(Supplier<Names> names) {
        LocalDate today = LocalDate.ofInstant(clock.instant().minus(GRACE), ZoneOffset.UTC);
        sender().ifPresent(from -> send(today, from, names));
        while (store.removeBefore(today.minusDays(PATIENCE_DAYS)) > 0) {
            // the next batch
        }
    }

    private void send(LocalDate today, String from, Supplier<Names> names) {
        long last = 0;
        for (List<Due> batch = store.due(today, last); !batch.isEmpty(); batch = store.due(today, last)) {
            batch.forEach(due -> send(due, from, names));
            last = batch.get(batch.size() - 1).id();
        }
    }

    private Optional<String> sender() {
        Optional<String> address = ReportSettings.REPORTS.get() ? ReportSettings.ADDRESS.get() : Optional.empty();
        if (address.isPresent() && !isOurs(address.get())) {
            LOG.log(
                    Level.WARNING,
                    "No DMARC reports are sent: letterwing.dmarc.report-address is {0}, and nobody here has that address",
                    address.get());
            return Optional.empty();
        }
        return address;
    }

    private boolean isOurs(String address) {
        Owners owners = directory.ownersOf(address);
        return !owners.foreign() && !owners.isNobody();
    }

    private void send(Due due, String from, Supplier<Names> names) {
        try {
            var destinations = new ReportDestinations(names.get(), PublicSuffixList.bundled());
            store.send(due, from, destinations.of(due.domain(), due.wanted()));
        } catch (LookupException e) {
            LOG.log(Level.DEBUG, "The report for {0} waits for DNS: {1}", due.domain(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The DMARC report for " + due.domain() + " could not be sent, and waits", e);
        }
    }
}
