package org.letterwing.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

import org.letterwing.api.InboundMail;
import org.letterwing.database.DiskSpace;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/**
 * Final delivery (RFC 5321 4.4): takes mails into mailboxes, and those that go on into the store, many
 * in one transaction. It only inserts: what it needs of
 * rows that others share it reads without a lock. Thread-safe.
 */
@ApplicationScoped
public class Deliveries {

    @Inject
    private EntityManager entities;

    @Inject
    private DiskSpace disk;

    @Inject
    private Inboxes inboxes;

    protected Deliveries() {}

    /** Works with the given entity manager, disk and memory of INBOXes. */
    Deliveries(EntityManager entities, DiskSpace disk, Inboxes inboxes) {
        this.entities = entities;
        this.disk = disk;
        this.inboxes = inboxes;
    }

    /**
     * Takes mails into the INBOX of each of their accounts, or into Junk those that are quarantined. All statements have
     * run when it returns, so that what fails after it is the commit alone.
     *
     * @return a verdict for each mail; refused are those whose recipients are not all there any more
     * @throws StorageFullException if there is no room; none was taken
     * @throws UncheckedIOException if a content can't be read
     */
    public List<Verdict> deliver(List<Arrival> arrivals) throws StorageFullException {
        long octets = arrivals.stream().mapToLong(a -> a.mail().size()).sum();
        if (!disk.hasRoomFor(octets)) {
            throw new StorageFullException("The disk has no room for " + octets + " octets of mail", null);
        }
        try {
            return insert(arrivals);
        } catch (PersistenceException e) {
            inboxes.forget();
            if (DiskSpace.isExhausted(e)) {
                throw new StorageFullException("The database has no room for " + octets + " octets of mail", e);
            }
            throw e;
        }
    }

    private List<Verdict> insert(List<Arrival> arrivals) {
        Map<Long, Long> usual = mailboxes(arrivals, false);
        Map<Long, Long> junk = mailboxes(arrivals, true);
        Instant now = Instant.now();
        Inserts inserts = new Inserts(entities);
        List<Verdict> verdicts = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            Map<Long, Long> mailboxes = isQuarantined(arrival) ? junk : usual;
            boolean nobody = arrival.accounts().isEmpty() && arrival.keeper().isEmpty();
            if (nobody || !mailboxes.keySet().containsAll(arrival.accounts())) {
                verdicts.add(Verdict.refused(Refusals.TEMPORARY_FAILURE));
            } else {
                List<Long> targets =
                        arrival.accounts().stream().map(mailboxes::get).toList();
                add(arrival, targets, now, inserts);
                verdicts.add(Verdict.TAKEN);
            }
        }
        inserts.flush();
        return verdicts;
    }

    private static boolean isQuarantined(Arrival arrival) {
        return arrival.mail().authentication().quarantined();
    }

    /** Returns where the mails that are suspicious go, or those that aren't: a mailbox for each account that is there. */
    private Map<Long, Long> mailboxes(List<Arrival> arrivals, boolean quarantined) {
        Set<Long> accounts = arrivals.stream()
                .filter(arrival -> isQuarantined(arrival) == quarantined)
                .flatMap(arrival -> arrival.accounts().stream())
                .collect(Collectors.toSet());
        return mailboxes(accounts, quarantined);
    }

    private Map<Long, Long> mailboxes(Set<Long> accounts, boolean quarantined) {
        Map<Long, Long> found = inboxes.of(accounts, entities);
        return quarantined && !found.isEmpty() ? new JunkMailboxes(entities).of(found) : found;
    }

    /**
     * Takes a message that is stored into the INBOX of accounts, in the caller's transaction.
     *
     * @param quarantined whether it goes into their Junk instead
     * @return whether all the accounts are there; if not, nothing was done
     */
    public boolean deliver(long message, Set<Long> accounts, boolean quarantined) {
        Map<Long, Long> mailboxes = mailboxes(accounts, quarantined);
        if (!mailboxes.keySet().containsAll(accounts)) {
            return false;
        }
        long size = size(message);
        Instant now = Instant.now();
        mailboxes.values().forEach(mailbox -> entities.persist(new MailboxEntry(mailbox, message, size, now)));
        try {
            entities.flush();
        } catch (PersistenceException e) {
            inboxes.forget();
            throw e;
        }
        return true;
    }

    /** Returns the size of a message that is stored, in octets. */
    public long size(long message) {
        return entities.createQuery("SELECT m.size FROM Message m WHERE m.id = :id", Long.class)
                .setParameter("id", message)
                .getSingleResult();
    }

    /** Returns whether a mail was taken before, by its delivery id. */
    public boolean isDelivered(UUID deliveryId) {
        return !entities.createQuery("SELECT 1 FROM Message m WHERE m.deliveryId = :id", Integer.class)
                .setParameter("id", deliveryId)
                .getResultList()
                .isEmpty();
    }

    private static void add(Arrival arrival, Collection<Long> mailboxes, Instant now, Inserts inserts) {
        InboundMail mail = arrival.mail();
        byte[] returnPath = returnPath(mail);
        long size = returnPath.length + mail.size();
        try (InputStream content = new SequenceInputStream(new ByteArrayInputStream(returnPath), mail.openContent())) {
            long message = inserts.addMessage(mail.deliveryId(), content, size);
            mailboxes.forEach(m -> inserts.add(new MailboxEntry(m, message, size, now)));
            arrival.keeper().ifPresent(keeper -> inserts.add(em -> keeper.keep(em, message, returnPath.length)));
        } catch (IOException e) {
            throw new UncheckedIOException("The content of " + mail.deliveryId() + " can't be read", e);
        }
    }

    /** Returns the line that names the sender, which final delivery adds at the top (RFC 5321 4.4). */
    private static byte[] returnPath(InboundMail mail) {
        return ("Return-Path: <" + mail.envelope().reversePath() + ">\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
