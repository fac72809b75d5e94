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
import java.util.stream.Stream;

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

    /**
     * The first due entries of a priority, whoever wants them: a scan that looks for wanted ones could have no end. H2
     * sorts all that are due unless the order names each column of the index, and whenever it is to lock them too: so
     * what is found by an index is locked by its keys.
     */
    static final String FIRST = "SELECT id, destination FROM queue_entry" + DUE
            + " AND priority = :priority ORDER BY state, priority, next_attempt, id FETCH FIRST :most ROWS ONLY";

    // The least text that is greater. H2 would look at all entries of a destination to get behind it.
    private static final String NEXT_TO = " || CHR(1)";

    // Each destination is found by the index, however many entries the one before it has.
    static final String DESTINATIONS = "WITH RECURSIVE found(destination, number) AS ("
            + "SELECT (SELECT e.destination FROM queue_entry e WHERE e.state = 'WAITING' AND e.destination >= :after"
            + NEXT_TO
            + " ORDER BY e.state, e.destination FETCH FIRST ROW ONLY), 1"
            + " UNION ALL SELECT (SELECT e.destination FROM queue_entry e WHERE e.state = 'WAITING'"
            + " AND e.destination >= found.destination" + NEXT_TO
            + " ORDER BY e.state, e.destination FETCH FIRST ROW ONLY), number + 1"
            + " FROM found WHERE destination IS NOT NULL AND number < :most)"
            + " SELECT destination, (SELECT e.next_attempt FROM queue_entry e WHERE e.state = 'WAITING'"
            + " AND e.destination = found.destination ORDER BY e.state, e.destination, e.next_attempt FETCH FIRST ROW ONLY)"
            + " <= CURRENT_TIMESTAMP FROM found WHERE destination IS NOT NULL ORDER BY number";

    static final String OF_DESTINATION = "SELECT id FROM queue_entry" + DUE + " AND destination = :destination"
            + " ORDER BY state, destination, next_attempt OFFSET :from ROWS FETCH NEXT :most ROWS ONLY";

    /** So many times the entries that are looked for are looked at, before other ways are tried. */
    private static final int LOOKED_AT = 3;

    private static final int NAMES_LOOKED_AT = 1000;
    private static final int FEW = 20;
    private static final int MOST_LOOKS = 10;
    private static final int MOST_COMPANIONS = 1000;

    private static final String LEASED = " WHERE e.leaseOwner = :worker AND e.state = :state AND e.id IN :ids";

    @Inject
    private EntityManager entities;

    /** The destination after which the next look through them begins. */
    private volatile String turn = "";

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
    List<Claim> claim(UUID worker, Destinations wanted, int most, Duration lease) {
        Set<Long> ids = new HashSet<>();
        boolean more = false;
        for (Integer priority : priorities()) {
            if (ids.size() < most) {
                List<Tuple> first = tuples(
                        FIRST,
                        query -> query.setParameter("priority", priority).setParameter("most", LOOKED_AT * most));
                more |= first.size() == LOOKED_AT * most;
                ids.addAll(lock(wanted(first, wanted).limit(2L * most).toList(), most - ids.size()));
            }
        }
        if (more && ids.size() < most) { // those that are due longest are not wanted
            int rest = most - ids.size();
            ids.addAll(wanted.areFew(FEW) ? of(wanted.names(), rest) : ofDestinations(wanted, rest));
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Long> mails = mails(ids);
        ids.addAll(companions(ids, mails, wanted));
        // All at once, before they are loaded: one by one would cost more than their delivery.
        entities.createNativeQuery(
                        "UPDATE queue_entry SET state = 'IN_DELIVERY', lease_owner = :worker, lease_end = :end,"
                                + " fence = fence + 1 WHERE id = ANY(:ids)")
                .setParameter("worker", worker)
                .setParameter("end", now().plus(lease))
                .setParameter("ids", ids.toArray(Long[]::new))
                .executeUpdate();
        entities.createNativeQuery("SELECT * FROM queued_mail WHERE message_id = ANY(:mails)", QueuedMail.class)
                .setParameter("mails", mails.toArray(Long[]::new))
                .getResultList();
        List<Claim> claims = load(ids).stream().map(Claim::of).toList();
        entities.clear(); // nothing of them has changed, but Hibernate would look
        return claims;
    }

    // An array keeps the statement the same, however many there are.
    @SuppressWarnings("unchecked")
    private List<Long> mails(Set<Long> ids) {
        return entities.createNativeQuery(
                        "SELECT DISTINCT message_id FROM queue_entry WHERE id = ANY(:ids)", Long.class)
                .setParameter("ids", ids.toArray(Long[]::new))
                .getResultList();
    }

    /** Locks what is due of the same mails. */
    private List<Long> companions(Set<Long> ids, List<Long> mails, Destinations wanted) {
        List<Tuple> others = tuples(
                "SELECT id, destination FROM queue_entry" + DUE + " AND message_id = ANY(:mails) AND id <> ALL(:ids)"
                        + " ORDER BY id FETCH FIRST :most ROWS ONLY",
                query -> query.setParameter("mails", mails.toArray(Long[]::new))
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .setParameter("most", MOST_COMPANIONS));
        return lock(wanted(others, wanted).toList(), MOST_COMPANIONS);
    }

    /** Makes entries due again whose worker is gone: its lease has ended. Returns how many. */
    int takeOver(int most) {
        @SuppressWarnings("unchecked")
        List<Long> ids = entities.createNativeQuery(
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
        List<Long> ids = lock(ofDestination(domain, 0, most), most);
        return entities.createNativeQuery("UPDATE queue_entry SET next_attempt = :until WHERE id = ANY(:ids)")
                .setParameter("until", now().plus(time))
                .setParameter("ids", ids.toArray(Long[]::new))
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

    /** Looks through the destinations, from where the last look ended, until it has found something. */
    private Set<Long> ofDestinations(Destinations wanted, int most) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            String after = turn;
            List<Tuple> found = tuples(
                    DESTINATIONS, query -> query.setParameter("after", after).setParameter("most", NAMES_LOOKED_AT));
            List<String> due = found.stream()
                    .filter(next -> next.get(1, Boolean.class))
                    .map(Claims::destination)
                    .filter(wanted::contains)
                    .limit(most)
                    .toList();
            boolean isEnd = found.size() < NAMES_LOOKED_AT && due.size() < most;
            turn = isEnd ? "" : due.isEmpty() ? destination(found.get(found.size() - 1)) : due.get(due.size() - 1);
            Set<Long> ids = of(due, most);
            if (!ids.isEmpty() || after.isEmpty() && turn.isEmpty()) {
                return ids;
            }
        }
        return Set.of();
    }

    /** Locks what is due at destinations, that of many at once, and what is behind that which others have locked. */
    private Set<Long> of(Collection<String> destinations, int most) {
        Set<Long> ids = new HashSet<>();
        List<Long> found = new ArrayList<>();
        int page = LOOKED_AT * most;
        for (String destination : destinations) {
            boolean more = true;
            for (int look = 0; more && ids.size() < most && look < MOST_LOOKS; look++) {
                List<Long> next = ofDestination(destination, look * page, page);
                found.addAll(next);
                more = next.size() == page;
                if (found.size() >= most) {
                    ids.addAll(lock(found, most - ids.size()));
                    found.clear();
                }
            }
        }
        ids.addAll(lock(found, most - ids.size()));
        return ids;
    }

    @SuppressWarnings("unchecked")
    private List<Long> ofDestination(String destination, int from, int most) {
        return entities.createNativeQuery(OF_DESTINATION, Long.class)
                .setParameter("destination", destination)
                .setParameter("from", from)
                .setParameter("most", most)
                .getResultList();
    }

    private static Stream<Long> wanted(List<Tuple> entries, Destinations wanted) {
        return entries.stream()
                .filter(entry -> wanted.contains(entry.get(1, String.class)))
                .map(entry -> entry.get(0, Long.class));
    }

    private static String destination(Tuple found) {
        return found.get(0, String.class);
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> tuples(String sql, Consumer<Query> parameters) {
        Query query = entities.createNativeQuery(sql, Tuple.class);
        parameters.accept(query);
        return query.getResultList();
    }

    /**
     * Locks the first of these entries that are still due and that nobody has locked. H2 locks all that it sorts, however
     * few it returns: so it is asked for no more than are wanted, and for the rest only if others have some of them.
     */
    private List<Long> lock(List<Long> ids, int most) {
        List<Long> locked = new ArrayList<>(lockEach(ids.stream().limit(most).toList(), most));
        if (locked.size() < most) {
            locked.addAll(lockEach(ids.stream().skip(most).toList(), most - locked.size()));
        }
        return locked;
    }

    @SuppressWarnings("unchecked")
    private List<Long> lockEach(List<Long> ids, int most) {
        return ids.isEmpty()
                ? List.of()
                : entities.createNativeQuery(
                                "SELECT id FROM queue_entry" + DUE + " AND id = ANY(:ids)"
                                        + " ORDER BY priority DESC, next_attempt, id"
                                        + " FETCH FIRST :most ROWS ONLY FOR UPDATE SKIP LOCKED",
                                Long.class)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .setParameter("most", most)
                        .getResultList();
    }

    @SuppressWarnings("unchecked")
    private List<QueueEntry> load(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createNativeQuery(
                                "SELECT * FROM queue_entry WHERE id = ANY(:ids)"
                                        + " ORDER BY priority DESC, next_attempt, id",
                                QueueEntry.class)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList();
    }
}
