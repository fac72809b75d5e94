package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;

/**
 * Gives due entries to workers, on all servers that share the database: each to one worker at a time, under a lease by
 * the database's clock. Thread-safe.
 */
@ApplicationScoped
class Claims {

    private static final String DUE = " WHERE state = 'WAITING' AND next_attempt <= CURRENT_TIMESTAMP";

    // The keys of the index begin with the priority: each priority's due entries are its first.
    private static final String PRIORITIES =
            "SELECT p.priority FROM (VALUES (9), (8), (7), (6), (5), (4), (3), (2), (1), (0), (-1), (-2), (-3), (-4), (-5),"
                    + " (-6), (-7), (-8), (-9)) p(priority) WHERE EXISTS (SELECT 1 FROM queue_entry" + DUE
                    + " AND queue_entry.priority = p.priority) ORDER BY p.priority DESC";

    static final String OF_PRIORITY = " AND priority = :priority";

    private static final String LEASED = " WHERE e.leaseOwner = :worker AND e.state = :state AND e.id IN :ids";

    @Inject
    private EntityManager entities;

    protected Claims() {}

    /** Works with the given entity manager. */
    Claims(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Claims due entries: those with more priority first, then those that are due longest. With an entry it claims those
     * of the same mail that are due too, so that they can go together.
     *
     * @param worker who claims
     * @param most how many entries are looked for; those that go with them come on top
     */
    List<Claim> claim(UUID worker, Wanted wanted, int most, Duration lease) {
        Set<Long> ids = new HashSet<>();
        for (Integer priority : priorities()) {
            if (ids.size() < most) {
                ids.addAll(lock(
                        wanted, OF_PRIORITY, query -> query.setParameter("priority", priority), most - ids.size()));
            }
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        Instant end = now().plus(lease);
        List<QueueEntry> entries = load(ids);
        List<Long> mails =
                entries.stream().map(e -> e.mail().messageId()).distinct().toList();
        Set<Long> companions = new HashSet<>(lock(
                wanted,
                " AND message_id IN (:mails) AND id NOT IN (:ids)",
                query -> query.setParameter("mails", mails).setParameter("ids", ids),
                Integer.MAX_VALUE));
        if (!companions.isEmpty()) {
            entries = new ArrayList<>(entries);
            entries.addAll(load(companions));
        }
        entries.forEach(e -> e.claim(worker, end));
        entities.flush();
        return entries.stream().map(Claim::of).toList();
    }

    /** Makes entries due again whose worker is gone: its lease has ended. Returns how many. */
    int takeOver(int most) {
        List<?> ids = entities.createNativeQuery(
                        "SELECT id FROM queue_entry WHERE state = 'IN_DELIVERY' AND lease_end < CURRENT_TIMESTAMP"
                                + " ORDER BY lease_end FETCH FIRST :most ROWS ONLY FOR UPDATE SKIP LOCKED",
                        Long.class)
                .setParameter("most", most)
                .getResultList();
        Instant now = now();
        load(ids).forEach(entry -> entry.giveBack(now));
        return ids.size();
    }

    /**
     * Renews leases.
     *
     * @return the keys of those entries whose leases are lost
     */
    Set<Long> renew(UUID worker, Collection<Claim> claims, Duration lease) {
        Set<Long> lost = claims.stream().map(Claim::entry).collect(Collectors.toSet());
        if (claims.isEmpty()) {
            return lost;
        }
        entities.createQuery("UPDATE QueueEntry e SET e.leaseEnd = :end" + LEASED)
                .setParameter("end", now().plus(lease))
                .setParameter("worker", worker)
                .setParameter("state", EntryState.IN_DELIVERY)
                .setParameter("ids", Set.copyOf(lost))
                .executeUpdate();
        List<Tuple> leased = entities.createQuery("SELECT e.id, e.fence FROM QueueEntry e" + LEASED, Tuple.class)
                .setParameter("worker", worker)
                .setParameter("state", EntryState.IN_DELIVERY)
                .setParameter("ids", Set.copyOf(lost))
                .getResultList();
        Map<Long, Long> fences =
                leased.stream().collect(Collectors.toMap(t -> t.get(0, Long.class), t -> t.get(1, Long.class)));
        claims.stream()
                .filter(c -> fences.getOrDefault(c.entry(), -1L) == c.fence())
                .forEach(c -> lost.remove(c.entry()));
        return lost;
    }

    /** Puts off what is due in a domain whose hosts can't be reached, for no attempt would be worth it. */
    int putOff(String domain, Duration time, int most) {
        return entities.createNativeQuery("UPDATE queue_entry SET next_attempt = :until WHERE id IN (SELECT id FROM"
                        + " queue_entry" + DUE + " AND domain = :domain ORDER BY next_attempt"
                        + " FETCH FIRST :most ROWS ONLY FOR UPDATE SKIP LOCKED)")
                .setParameter("until", now().plus(time))
                .setParameter("domain", domain)
                .setParameter("most", most)
                .executeUpdate();
    }

    /** Makes dead letters of what has waited too long for an application that is away; returns how many. */
    int buryWhatWaitedTooLong() {
        return entities.createQuery("UPDATE QueueEntry e SET e.state = :dead, e.lastStatus = '4.4.7',"
                        + " e.lastReply = 'The application was away too long'"
                        + " WHERE e.state = :waiting AND e.listener IS NOT NULL AND e.expires <= :now")
                .setParameter("dead", EntryState.DEAD_LETTER)
                .setParameter("waiting", EntryState.WAITING)
                .setParameter("now", now())
                .executeUpdate();
    }

    /** Returns the database's time. */
    Instant now() {
        return (Instant) entities.createNativeQuery("SELECT CURRENT_TIMESTAMP", Instant.class)
                .getSingleResult();
    }

    @SuppressWarnings("unchecked")
    private List<Integer> priorities() {
        return entities.createNativeQuery(PRIORITIES, Integer.class).getResultList();
    }

    @SuppressWarnings("unchecked")
    private List<Long> lock(Wanted wanted, String condition, Consumer<Query> parameters, int most) {
        Query query =
                entities.createNativeQuery(due(condition, wanted), Long.class).setParameter("most", most);
        parameters.accept(query);
        wanted.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    /** Returns the query that locks the keys of due entries. */
    static String due(String condition, Wanted wanted) {
        return "SELECT id FROM queue_entry" + DUE + condition + wanted.condition()
                + " ORDER BY priority, next_attempt, id FETCH FIRST :most ROWS ONLY FOR UPDATE SKIP LOCKED";
    }

    private List<QueueEntry> load(Collection<?> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "SELECT e FROM QueueEntry e JOIN FETCH e.mail WHERE e.id IN :ids"
                                        + " ORDER BY e.priority DESC, e.nextAttempt, e.id",
                                QueueEntry.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }
}
