package org.letterwing.store;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NoResultException;
import jakarta.persistence.Query;

/**
 * Removes the messages that no mailbox holds and no queue entry waits for any more, holds of maildrops that ended long ago,
 * and tombstones beyond some number; numbers mailboxes whose use would take long to find out. Thread-safe; may run on
 * several servers at once.
 */
@ApplicationScoped
class Sweep {

    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    /** How many messages one transaction removes. */
    static final int BATCH = 100;

    /** How many entries without numbers a mailbox with a quota may gather: each look at its use counts them. */
    static final int BACKLOG = 1000;

    /**
     * How many tombstones of a mailbox are kept: those of its last changes. Who has been away for longer is told of all UIDs
     * that are not there (RFC 7162 3.2.7).
     */
    static final int TOMBSTONES = 10_000;

    private static final String GRACE = "CAST(:grace AS INTEGER) * INTERVAL '1' SECOND";
    private static final String PAST_GRACE = "since <= CURRENT_TIMESTAMP - " + GRACE;

    @Inject
    private EntityManager entities;

    protected Sweep() {}

    /** Works with the given entity manager. */
    Sweep(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Removes a batch of the messages that lost an entry longer ago than the grace time and have none left.
     *
     * @return whether there may be more
     */
    boolean removeMessages(Duration grace) {
        List<?> candidates = entities.createNativeQuery(
                        "SELECT DISTINCT message_id FROM unneeded_message WHERE " + PAST_GRACE
                                + " FETCH FIRST :batch ROWS ONLY",
                        Long.class)
                .setParameter("grace", grace.toSeconds())
                .setParameter("batch", BATCH)
                .getResultList();
        if (candidates.isEmpty()) {
            return false;
        }
        // From here on nobody can point a new entry to them: its foreign key needs the row.
        onIds("SELECT id FROM message WHERE id IN (:ids) ORDER BY id FOR UPDATE", candidates)
                .getResultList();
        List<?> needed = onIds(
                        "SELECT message_id FROM mailbox_entry WHERE message_id IN (:ids)"
                                + " UNION SELECT message_id FROM queue_entry WHERE message_id IN (:ids) AND ended IS NULL",
                        candidates)
                .getResultList();
        List<?> unneeded =
                candidates.stream().filter(id -> !needed.contains(id)).toList();
        if (!unneeded.isEmpty()) {
            onIds("DELETE FROM message_chunk WHERE message_id IN (:ids)", unneeded)
                    .executeUpdate();
            onIds("DELETE FROM message WHERE id IN (:ids)", unneeded).executeUpdate();
        }
        onIds("DELETE FROM unneeded_message WHERE message_id IN (:ids) AND " + PAST_GRACE, candidates)
                .setParameter("grace", grace.toSeconds())
                .executeUpdate();
        return candidates.size() == BATCH;
    }

    /** Removes the holds of maildrops that ended longer ago than the grace time. */
    void removeHolds(Duration grace) {
        entities.createNativeQuery("DELETE FROM maildrop_hold WHERE expires <= CURRENT_TIMESTAMP - " + GRACE)
                .setParameter("grace", grace.toSeconds())
                .executeUpdate();
    }

    /**
     * Returns the mailboxes with a quota that have gathered more entries without numbers than the backlog allows. The
     * others wait until they are looked at: numbering rewrites what a delivery wrote, and is best done in one go.
     */
    @SuppressWarnings("unchecked")
    List<Long> backlogged(int backlog) {
        return entities.createNativeQuery("""
                        SELECT m.id FROM mailbox m JOIN account a ON a.id = m.account_id
                        WHERE a.quota IS NOT NULL AND (SELECT COUNT(*) FROM mailbox_entry e WHERE e.mailbox_id = m.id AND e.uid IS NULL) > :backlog
                        """, Long.class)
                .setParameter("backlog", backlog)
                .getResultList();
    }

    /** Numbers a mailbox, unless it is gone. */
    void number(long mailbox) {
        // Not read before it is locked: its numbers could be old ones then.
        try {
            new Numbering(entities).lockAndNumber(mailbox);
        } catch (NoResultException e) {
            LOG.log(Level.DEBUG, "The mailbox {0} was removed before it was numbered", mailbox);
        }
    }

    /** Returns the mailboxes with more tombstones than are kept. */
    @SuppressWarnings("unchecked")
    List<Long> crowded(int kept) {
        return entities.createNativeQuery(
                        "SELECT mailbox_id FROM tombstone GROUP BY mailbox_id HAVING COUNT(*) > :kept ORDER BY mailbox_id",
                        Long.class)
                .setParameter("kept", kept)
                .getResultList();
    }

    /**
     * Removes a batch of a mailbox's oldest tombstones, as far as there are more than are kept: all of a modification
     * sequence go together. A mailbox that is gone has none.
     *
     * @return whether there may be more
     */
    boolean removeTombstones(long mailbox, int kept) {
        try {
            new Numbering(entities).lock(mailbox);
        } catch (NoResultException e) {
            return false;
        }
        long count = (Long)
                entities.createNativeQuery("SELECT COUNT(*) FROM tombstone WHERE mailbox_id = :mailbox", Long.class)
                        .setParameter("mailbox", mailbox)
                        .getSingleResult();
        if (count <= kept) {
            return false;
        }
        long last = (Long) entities.createNativeQuery(
                        "SELECT modseq FROM tombstone WHERE mailbox_id = :mailbox"
                                + " ORDER BY modseq OFFSET :before ROWS FETCH FIRST 1 ROWS ONLY",
                        Long.class)
                .setParameter("mailbox", mailbox)
                .setParameter("before", Math.min(count - kept, TOMBSTONES) - 1)
                .getSingleResult();
        entities.createNativeQuery("DELETE FROM tombstone WHERE mailbox_id = :mailbox AND modseq <= :last")
                .setParameter("mailbox", mailbox)
                .setParameter("last", last)
                .executeUpdate();
        entities.createNativeQuery("UPDATE mailbox SET forgotten_modseq = :last WHERE id = :mailbox")
                .setParameter("mailbox", mailbox)
                .setParameter("last", last)
                .executeUpdate();
        return true;
    }

    private Query onIds(String sql, List<?> ids) {
        return entities.createNativeQuery(sql).setParameter("ids", ids);
    }
}
