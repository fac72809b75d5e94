package org.letterwing.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The mail that waits in the queue for listeners of applications, dead letters too. Thread-safe. */
@ApplicationScoped
public class ListenerBacklog {

    @Inject
    private EntityManager entities;

    protected ListenerBacklog() {}

    /** Works with the given entity manager. */
    ListenerBacklog(EntityManager entities) {
        this.entities = entities;
    }

    /** Lets what waits for a listener look for another recipient when its time comes. */
    void release(String listener) {
        entities.createNativeQuery(
                        "UPDATE queue_entry SET listener = NULL, destination = '#' WHERE listener = :listener AND ended IS NULL")
                .setParameter("listener", listener)
                .executeUpdate();
    }

    /** Returns how many mails wait for a listener. */
    public long count(String listener) {
        return ((Number) entities.createNativeQuery(
                                "SELECT COUNT(*) FROM queue_entry WHERE listener = :listener AND ended IS NULL")
                        .setParameter("listener", listener)
                        .getSingleResult())
                .longValue();
    }
}
