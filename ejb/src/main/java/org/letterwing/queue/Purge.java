package org.letterwing.queue;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** Removes entries that ended long ago, with their log. Thread-safe; may run on several servers at once. */
@ApplicationScoped
class Purge {

    /** How many entries one transaction removes. */
    static final int BATCH = 500;

    @Inject
    private EntityManager entities;

    protected Purge() {}

    /** Works with the given entity manager. */
    Purge(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Removes a batch of the entries that ended longer ago than the given time.
     *
     * @return whether there may be more
     */
    boolean removeEnded(Duration keep) {
        List<?> ended = entities.createNativeQuery(
                        "SELECT id FROM queue_entry WHERE ended <= CURRENT_TIMESTAMP - CAST(:keep AS INTEGER) * INTERVAL '1' SECOND"
                                + " ORDER BY ended FETCH FIRST :batch ROWS ONLY FOR UPDATE SKIP LOCKED",
                        Long.class)
                .setParameter("keep", keep.toSeconds())
                .setParameter("batch", BATCH)
                .getResultList();
        if (!ended.isEmpty()) {
            remove(ended);
        }
        return ended.size() == BATCH;
    }

    /** Removes entries that the caller has locked, and mails that have none then. */
    void remove(List<?> entries) {
        List<?> mails = on("SELECT DISTINCT message_id FROM queue_entry WHERE id IN (:ids)", entries)
                .getResultList();
        // Two that remove a mail's last entries at once come one after the other.
        on("SELECT message_id FROM queued_mail WHERE message_id IN (:ids) ORDER BY message_id FOR UPDATE", mails)
                .getResultList();
        on("DELETE FROM queue_entry WHERE id IN (:ids)", entries).executeUpdate();
        on(
                        "DELETE FROM queued_mail WHERE message_id IN (:ids) AND NOT EXISTS"
                                + " (SELECT 1 FROM queue_entry e WHERE e.message_id = queued_mail.message_id)",
                        mails)
                .executeUpdate();
    }

    private Query on(String sql, List<?> ids) {
        return entities.createNativeQuery(sql).setParameter("ids", ids);
    }
}
