package org.letterwing.store;

import java.util.Collection;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;

/** Removes entries from a mailbox that the caller has locked, and tells the sweep of messages that lost one. */
final class Entries {

    /** How many entries one statement touches. */
    static final int SLICE = 1000;

    private static final String FROM_SLICE = " FROM mailbox_entry WHERE mailbox_id = :mailbox AND id IN (:ids)";

    private final EntityManager entities;

    Entries(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Expunges numbered entries: each leaves a tombstone (RFC 7162 3.2.7), and the mailbox counts them no more. Entries
     * that are not in the mailbox are passed over.
     */
    void expunge(Mailbox mailbox, Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += SLICE) {
            expungeSlice(mailbox, all.subList(from, Math.min(from + SLICE, all.size())));
        }
        mailbox.changed();
    }

    private void expungeSlice(Mailbox mailbox, List<Long> ids) {
        Tuple sum = (Tuple) slice(
                        entities.createNativeQuery(
                                "SELECT COUNT(*), COALESCE(SUM(size), 0)" + FROM_SLICE + " AND uid IS NOT NULL",
                                Tuple.class),
                        mailbox.id(),
                        ids)
                .getSingleResult();
        slice(
                        entities.createNativeQuery("INSERT INTO tombstone (mailbox_id, uid, modseq)"
                                + " SELECT mailbox_id, uid, :modseq" + FROM_SLICE + " AND uid IS NOT NULL"),
                        mailbox.id(),
                        ids)
                .setParameter("modseq", mailbox.nextModseq())
                .executeUpdate();
        remove(mailbox.id(), ids);
        mailbox.removed(
                sum.get(0, Number.class).longValue(), sum.get(1, Number.class).longValue());
    }

    /** Removes a mailbox's entries, all of them, without a trace. */
    void removeAll(long mailboxId) {
        List<Long> ids;
        do {
            ids = entities.createQuery("SELECT e.id FROM MailboxEntry e WHERE e.mailboxId = :mailbox", Long.class)
                    .setParameter("mailbox", mailboxId)
                    .setMaxResults(SLICE)
                    .getResultList();
            if (!ids.isEmpty()) {
                remove(mailboxId, ids);
            }
        } while (ids.size() == SLICE);
    }

    private void remove(long mailboxId, List<Long> ids) {
        slice(
                        entities.createNativeQuery("INSERT INTO unneeded_message (message_id, since)"
                                + " SELECT message_id, CURRENT_TIMESTAMP" + FROM_SLICE),
                        mailboxId,
                        ids)
                .executeUpdate();
        slice(entities.createNativeQuery("DELETE" + FROM_SLICE), mailboxId, ids).executeUpdate();
    }

    private static Query slice(Query query, long mailboxId, List<Long> ids) {
        return query.setParameter("mailbox", mailboxId).setParameter("ids", ids);
    }
}
