package org.letterwing.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** What waits for listeners of applications: mail in the queue, dead letters too, and notices. Thread-safe. */
@ApplicationScoped
public class ListenerBacklog {

    @Inject
    private EntityManager entities;

    protected ListenerBacklog() {}

    /** Works with the given entity manager. */
    public ListenerBacklog(EntityManager entities) {
        this.entities = entities;
    }

    /** Lets mail that waits for a listener look for another recipient when its time comes, and forgets its notices. */
    void release(String listener) {
        entities.createNativeQuery(
                        "UPDATE queue_entry SET listener = NULL, destination = '#' WHERE listener = :listener AND ended IS NULL")
                .setParameter("listener", listener)
                .executeUpdate();
        entities.createNativeQuery("DELETE FROM delivery_notice WHERE listener = :listener")
                .setParameter("listener", listener)
                .executeUpdate();
    }

    /** Returns how many mails wait for a listener. */
    public long count(String listener) {
        return number("SELECT COUNT(*) FROM queue_entry WHERE listener = :listener AND ended IS NULL", listener);
    }

    /** Returns how many notices wait for a listener that is told what becomes of mail. */
    public long countNotices(String listener) {
        return number("SELECT COUNT(*) FROM delivery_notice WHERE listener = :listener", listener);
    }

    private long number(String sql, String listener) {
        return ((Number) entities.createNativeQuery(sql)
                        .setParameter("listener", listener)
                        .getSingleResult())
                .longValue();
    }
}
