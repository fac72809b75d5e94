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

/** Counts what is in the queue, along an index: all entries that have not ended. */
final class QueueCount {

    /** So many entries that wait are asked why: those that came last. Each needs its row, not an index alone. */
    static final int LOOKED_AT = 10_000;

    private static final int MOST_DEFERRALS = 20;

    private static final String DEFERRALS = """
            SELECT domain, last_status, MAX(last_reply), COUNT(*)
            FROM (SELECT domain, last_status, last_reply FROM queue_entry WHERE state = 'WAITING'
                  ORDER BY state DESC, id DESC FETCH FIRST :looked ROWS ONLY) AS newest
            WHERE last_status IS NOT NULL
            GROUP BY domain, last_status ORDER BY COUNT(*) DESC, domain, last_status FETCH FIRST :most ROWS ONLY
            """;

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
        return entities.createQuery(
                        "SELECT COUNT(e), MIN(e.id) FROM QueueEntry e WHERE e.state = " + state.literal(), Tuple.class)
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

    @SuppressWarnings("unchecked")
    private List<Deferral> deferrals() {
        List<Tuple> found = entities.createNativeQuery(DEFERRALS, Tuple.class)
                .setParameter("looked", LOOKED_AT)
                .setParameter("most", MOST_DEFERRALS)
                .getResultList();
        return found.stream()
                .map(t -> new Deferral(
                        t.get(0, String.class), t.get(1, String.class), t.get(2, String.class), t.get(3, Long.class)))
                .toList();
    }
}
