package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.queue.Figures.Deferral;

/** Counts what is in the queue: reads all entries that have not ended. */
final class QueueCount {

    private static final int MOST_DEFERRALS = 20;

    private final EntityManager entities;

    QueueCount(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the figures as they are now, without what attempts came to. */
    Figures count() {
        Map<EntryState, Long> counts = new EnumMap<>(EntryState.class);
        OptionalLong first = OptionalLong.empty();
        for (EntryState state : EntryState.values()) {
            if (!state.isEnd()) {
                Tuple found = ofState(state);
                if (found.get(1) != null) {
                    counts.put(state, found.get(0, Long.class));
                    long lowest = found.get(1, Long.class);
                    first = OptionalLong.of(Math.min(lowest, first.orElse(lowest)));
                }
            }
        }
        return new Figures(counts, first.stream().mapToObj(this::age).findFirst(), Map.of(), deferrals());
    }

    /** Goes along an index, each state by itself. */
    private Tuple ofState(EntryState state) {
        return entities.createQuery("SELECT COUNT(e), MIN(e.id) FROM QueueEntry e WHERE e.state = :state", Tuple.class)
                .setParameter("state", state)
                .getSingleResult();
    }

    /** Keys are given in the order of time, nearly. One that has gone meanwhile was young. */
    private Duration age(long id) {
        return entities
                .createQuery("SELECT e.mail.arrived FROM QueueEntry e WHERE e.id = :id", Instant.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst()
                .map(arrived -> Duration.between(arrived, Instant.now()))
                .orElse(Duration.ZERO);
    }

    private List<Deferral> deferrals() {
        return entities
                .createQuery(
                        "SELECT e.domain, e.lastStatus, MAX(e.lastReply), COUNT(e) FROM QueueEntry e"
                                + " WHERE e.state = :waiting AND e.lastStatus IS NOT NULL"
                                + " GROUP BY e.domain, e.lastStatus ORDER BY COUNT(e) DESC, e.domain, e.lastStatus",
                        Tuple.class)
                .setParameter("waiting", EntryState.WAITING)
                .setMaxResults(MOST_DEFERRALS)
                .getResultList()
                .stream()
                .map(t -> new Deferral(
                        t.get(0, String.class), t.get(1, String.class), t.get(2, String.class), t.get(3, Long.class)))
                .toList();
    }
}
