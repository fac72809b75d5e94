package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.queue.Figures.Deferral;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/** Counts what is in the queue, for administrators. Each call reads all entries that have not ended. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class QueueFigures {

    private static final int MOST_DEFERRALS = 20;

    @Inject
    private EntityManager entities;

    @EJB
    private QueueBean queue;

    /** For the container. */
    public QueueFigures() {}

    QueueFigures(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the figures as they are now. */
    public Figures figures() {
        return figures(queue.attempts());
    }

    Figures figures(Map<Result, Long> attempts) {
        Map<EntryState, Long> counts = new EnumMap<>(EntryState.class);
        OptionalLong first = OptionalLong.empty();
        for (Tuple state : entities.createQuery(
                        "SELECT e.state, COUNT(e), MIN(e.id) FROM QueueEntry e WHERE e.ended IS NULL GROUP BY e.state",
                        Tuple.class)
                .getResultList()) {
            counts.put(state.get(0, EntryState.class), state.get(1, Long.class));
            long lowest = state.get(2, Long.class);
            first = OptionalLong.of(Math.min(lowest, first.orElse(lowest)));
        }
        return new Figures(counts, first.stream().mapToObj(this::age).findFirst(), attempts, deferrals());
    }

    /** Keys are given in the order of time, nearly. */
    private Duration age(long id) {
        Instant arrived = entities.createQuery(
                        "SELECT e.mail.arrived FROM QueueEntry e WHERE e.id = :id", Instant.class)
                .setParameter("id", id)
                .getSingleResult();
        return Duration.between(arrived, Instant.now());
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
