package org.letterwing.reporting;

import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.letterwing.api.InboundMail;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.report.AggregateReport.Row;
import org.letterwing.queue.Intake;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/**
 * The results that wait to be reported: each call is a transaction of its own. A singleton, for only on one of these another
 * can depend, and so write to it when the server ends; and only on one that begins with the application, for the others
 * wait for its start to be over. Thread-safe.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReportStore {

    private static final System.Logger LOG = System.getLogger(ReportStore.class.getName());
    private static final int BATCH = 500;

    /**
     * A report that is due.
     *
     * @param id the key of its day
     * @param domain whose report it is
     * @param wanted where the domain wants it
     */
    record Due(long id, String domain, List<ReportUri> wanted) {}

    @Inject
    private EntityManager entities;

    @Inject
    private Intake intake;

    /** For the container. */
    public ReportStore() {}

    /** Works with the given entity manager, in its transaction. */
    ReportStore(EntityManager entities, Intake intake) {
        this.entities = entities;
        this.intake = intake;
    }

    /**
     * Adds what was counted.
     *
     * @return how many mails were left out, for a day would have too many different results
     */
    public long add(Map<DomainDay, Seen> seen) {
        return new CountWriter(entities).add(seen);
    }

    /**
     * Returns a batch of the reports on days that ended.
     *
     * @param before the first day that may not have ended
     * @param after the key of the last one of the batch before, 0 for the first batch
     */
    public List<Due> due(LocalDate before, long after) {
        return entities
                .createQuery(
                        "SELECT d FROM ReportedDay d WHERE d.day < :before AND d.id > :after ORDER BY d.id",
                        ReportedDay.class)
                .setParameter("before", before)
                .setParameter("after", after)
                .setMaxResults(BATCH)
                .getResultList()
                .stream()
                .map(day -> new Due(day.id(), day.key().domain(), day.reportUris()))
                .toList();
    }

    /**
     * Sends the report on a day, unless another server has done so, and removes the day: the report enters the queue, or the
     * mailbox of an account of this server, in the same transaction.
     *
     * @param from the address that reports
     * @param destinations where the report goes, if it is not too large for them; none lets it go nowhere
     */
    public void send(Due due, String from, List<ReportUri> destinations) {
        ReportedDay day = entities.find(ReportedDay.class, due.id(), LockModeType.PESSIMISTIC_WRITE);
        if (day == null) {
            return; // another server has sent it
        }
        if (!destinations.isEmpty()) {
            take(DailyReport.of(day, rows(day), from).mails(destinations));
        }
        remove(due.id());
    }

    private List<Row> rows(ReportedDay day) {
        return entities
                .createQuery("SELECT m FROM CountedMails m WHERE m.day = :day ORDER BY m.id", CountedMails.class)
                .setParameter("day", day.id())
                .getResultList()
                .stream()
                .map(CountedMails::row)
                .toList();
    }

    private void take(List<InboundMail> mails) {
        try {
            List<Verdict> verdicts = intake.takeOwn(mails);
            for (int i = 0; i < verdicts.size(); i++) {
                if (!verdicts.get(i).isTaken()) {
                    LOG.log(
                            Level.INFO,
                            "{0} gets no DMARC report: nobody has that address",
                            mails.get(i).envelope().recipients().get(0).address());
                }
            }
        } catch (StorageFullException e) {
            throw new IllegalStateException("There is no room for DMARC reports", e); // it is tried again
        }
    }

    /** Removes days of which no report could be sent, and returns how many. */
    public int removeBefore(LocalDate day) {
        List<ReportedDay> old = entities.createQuery(
                        "SELECT d FROM ReportedDay d WHERE d.day < :day ORDER BY d.id", ReportedDay.class)
                .setParameter("day", day)
                .setMaxResults(BATCH)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        old.forEach(d -> remove(d.id()));
        return old.size();
    }

    /** Works by statements, for a mail that is stored clears the persistence context. */
    private void remove(long day) {
        entities.createQuery("DELETE FROM CountedMails m WHERE m.day = :day")
                .setParameter("day", day)
                .executeUpdate();
        entities.createQuery("DELETE FROM ReportedDay d WHERE d.id = :day")
                .setParameter("day", day)
                .executeUpdate();
    }
}
