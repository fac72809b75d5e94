package org.letterwing.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

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

    /** Returns how many mails wait for each of some listeners; of those for which none waits it says nothing. */
    Map<String, Long> counts(Collection<String> listeners) {
        return numbers(
                "SELECT listener, COUNT(*) FROM queue_entry WHERE listener IN (:listeners) AND ended IS NULL"
                        + " GROUP BY listener",
                listeners);
    }

    /** Returns how many notices wait for each of some listeners; of those for which none waits it says nothing. */
    Map<String, Long> countsOfNotices(Collection<String> listeners) {
        return numbers(
                "SELECT listener, COUNT(*) FROM delivery_notice WHERE listener IN (:listeners) GROUP BY listener",
                listeners);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Long> numbers(String sql, Collection<String> listeners) {
        if (listeners.isEmpty()) {
            return Map.of();
        }
        List<Tuple> counts = entities.createNativeQuery(sql, Tuple.class)
                .setParameter("listeners", listeners)
                .getResultList();
        return counts.stream().collect(Collectors.toMap(t -> t.get(0, String.class), t -> t.get(1, Long.class)));
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
