package org.letterwing.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;

import org.letterwing.spi.HoldLostException;
import org.letterwing.spi.Maildrop;
import org.letterwing.spi.MaildropAccess;

/**
 * Maildrops (RFC 1939 3): the INBOX of an account, held by one session at a time on all servers that share the database.
 * A hold ends by itself, by the database's clock. It is taken, used up and given back under the mailbox's lock.
 * Thread-safe.
 */
@ApplicationScoped
public class Maildrops {

    private static final String ALIVE = " AND expires >= CURRENT_TIMESTAMP";
    private static final String EXPIRY = "CURRENT_TIMESTAMP + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND";

    @Inject
    private EntityManager entities;

    protected Maildrops() {}

    /** Works with the given entity manager. */
    Maildrops(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Takes the hold of an account's maildrop and lists what is in it.
     *
     * @return the maildrop; empty if another session holds it
     * @throws jakarta.persistence.NoResultException if the account has no INBOX any more
     */
    public Optional<Maildrop> open(long accountId) {
        long mailbox = entities.createQuery(
                        "SELECT m.id FROM Mailbox m WHERE m.accountId = :account AND m.name = :name", Long.class)
                .setParameter("account", accountId)
                .setParameter("name", Mailbox.INBOX)
                .getSingleResult();
        new Numbering(entities).lockAndNumber(mailbox);
        UUID hold = UUID.randomUUID();
        return take(mailbox, hold) ? Optional.of(new Maildrop(hold, list(mailbox))) : Optional.empty();
    }

    private boolean take(long mailbox, UUID hold) {
        boolean held = !entities.createNativeQuery(
                        "SELECT 1 FROM maildrop_hold WHERE mailbox_id = :mailbox" + ALIVE, Integer.class)
                .setParameter("mailbox", mailbox)
                .getResultList()
                .isEmpty();
        if (held) {
            return false;
        }
        entities.createNativeQuery("DELETE FROM maildrop_hold WHERE mailbox_id = :mailbox")
                .setParameter("mailbox", mailbox)
                .executeUpdate();
        expiring("INSERT INTO maildrop_hold (mailbox_id, hold, expires) VALUES (:mailbox, :hold, " + EXPIRY + ")")
                .setParameter("mailbox", mailbox)
                .setParameter("hold", hold)
                .executeUpdate();
        return true;
    }

    private List<Maildrop.Mail> list(long mailbox) {
        return entities.createQuery("""
                        SELECT new org.letterwing.spi.Maildrop$Mail(e.id, e.size) FROM MailboxEntry e
                        WHERE e.mailboxId = :mailbox AND e.uid IS NOT NULL ORDER BY e.uid
                        """, Maildrop.Mail.class)
                .setParameter("mailbox", mailbox)
                .getResultList();
    }

    /**
     * Reads a slice of a mail's content.
     *
     * @param entry the entry's key, as the maildrop listed it
     * @param offset where the slice starts, in octets from 0
     * @return what the store keeps in one piece from the offset on; empty at the end
     * @throws HoldLostException if the hold has ended, or the entry is gone
     */
    public byte[] read(UUID hold, long entry, long offset) throws HoldLostException {
        long number = offset / Message.CHUNK;
        boolean head = number == 0;
        Query query = entities.createNativeQuery(
                        "SELECT " + (head ? "m.head" : "c.data")
                                + " FROM maildrop_hold h JOIN mailbox_entry e ON e.mailbox_id = h.mailbox_id"
                                + (head
                                        ? " JOIN message m ON m.id = e.message_id"
                                        : " LEFT JOIN message_chunk c ON c.message_id = e.message_id AND c.number = :number")
                                + " WHERE h.hold = :hold AND e.id = :entry" + ALIVE,
                        byte[].class)
                .setParameter("hold", hold)
                .setParameter("entry", entry);
        if (!head) {
            query.setParameter("number", number);
        }
        List<?> chunks = query.getResultList();
        if (chunks.isEmpty()) {
            throw new HoldLostException();
        }
        byte[] chunk = chunks.get(0) == null ? new byte[0] : (byte[]) chunks.get(0);
        int start = (int) Math.min(offset % Message.CHUNK, chunk.length);
        return start == 0 ? chunk : Arrays.copyOfRange(chunk, start, chunk.length);
    }

    /**
     * Reads the starts of mails' contents at once.
     *
     * @return what {@link #read} gives at offset 0, by the entries' keys
     * @throws HoldLostException if the hold has ended, or all entries are gone
     */
    public Map<Long, byte[]> starts(UUID hold, Collection<Long> ids) throws HoldLostException {
        Map<Long, byte[]> starts = new HashMap<>();
        entities.createNativeQuery(
                        "SELECT e.id, m.head FROM maildrop_hold h JOIN mailbox_entry e ON e.mailbox_id = h.mailbox_id"
                                + " JOIN message m ON m.id = e.message_id WHERE h.hold = :hold AND e.id IN :entries"
                                + ALIVE,
                        Tuple.class)
                .setParameter("hold", hold)
                .setParameter("entries", ids)
                .getResultStream()
                .forEach(row -> starts.put(((Tuple) row).get(0, Long.class), ((Tuple) row).get(1, byte[].class)));
        if (starts.isEmpty()) {
            throw new HoldLostException();
        }
        return starts;
    }

    /** Renews a hold that has not ended. */
    public void renew(UUID hold) throws HoldLostException {
        int renewed = expiring("UPDATE maildrop_hold SET expires = " + EXPIRY + " WHERE hold = :hold" + ALIVE)
                .setParameter("hold", hold)
                .executeUpdate();
        if (renewed == 0) {
            throw new HoldLostException();
        }
    }

    /**
     * Expunges entries and gives the hold back.
     *
     * @param ids the entries' keys, possibly none
     * @throws HoldLostException if the hold has ended; the transaction must be rolled back then
     */
    public void close(UUID hold, Collection<Long> ids) throws HoldLostException {
        List<?> mailboxes = entities.createNativeQuery(
                        "SELECT mailbox_id FROM maildrop_hold WHERE hold = :hold" + ALIVE, Long.class)
                .setParameter("hold", hold)
                .getResultList();
        if (mailboxes.isEmpty()) {
            throw new HoldLostException();
        }
        Mailbox mailbox = new Numbering(entities).lock((Long) mailboxes.get(0));
        int given = entities.createNativeQuery("DELETE FROM maildrop_hold WHERE hold = :hold" + ALIVE)
                .setParameter("hold", hold)
                .executeUpdate();
        if (given == 0) { // it ended while the lock was waited for
            throw new HoldLostException();
        }
        if (!ids.isEmpty()) {
            new Entries(entities).expunge(mailbox, ids);
        }
    }

    private Query expiring(String sql) {
        return entities.createNativeQuery(sql).setParameter("seconds", MaildropAccess.HOLD_SECONDS);
    }
}
