package org.letterwing.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;

import org.letterwing.directory.Page;
import org.letterwing.directory.Reach;

/**
 * Finds the entries that a filter means, in the order of their keys. Where an index leads to few entries, or gives those
 * that are meant in their order, it goes that way. Else it looks through the entries for as long as an administrator
 * likes to wait: then a page may have fewer entries than it could, or none, and yet a {@code next}.
 */
final class EntrySearch {

    /** So many rows that an index leads to are few. */
    static final int FEW = 1000;

    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final int SLICE = 2000;

    private final EntityManager entities;
    private final Duration patience;
    private final int slice;

    /**
     * By which way entries are looked up.
     *
     * @param condition what the way leads to; empty if it leads along all entries
     * @param value the value in the condition; null if it has none
     * @param order the columns of the index before the key: H2 goes along an index if all its columns are named
     * @param whole whether all that it leads to is meant, or few are looked through
     */
    private record Way(String condition, Object value, String order, boolean whole) {

        Way(String condition, Object value) {
            this(condition, value, "", true);
        }
    }

    EntrySearch(EntityManager entities) {
        this(entities, PATIENCE, SLICE);
    }

    /**
     * Searches with another patience.
     *
     * @param slice how many entries are looked through from one look at the clock to the next
     */
    EntrySearch(EntityManager entities, Duration patience, int slice) {
        this.entities = entities;
        this.patience = patience;
        this.slice = slice;
    }

    /** Returns the entries behind a key that a filter means and that are within reach. */
    Page<QueueEntry> find(QueueFilter filter, Reach reach, long after, int limit) {
        return reach.isAll()
                ? find(filter, way(filter), after, limit, patience)
                : findOwn(filter, reach.domains(), after, limit);
    }

    /** Goes along an index for each domain, and no further than all of these ways have led. */
    private Page<QueueEntry> findOwn(QueueFilter filter, Set<String> domains, long after, int limit) {
        List<Way> ways = domains.stream()
                .flatMap(domain -> Stream.of(own("e.domain", domain, filter), own("e.originDomain", domain, filter)))
                .toList();
        SortedMap<Long, QueueEntry> found = new TreeMap<>();
        long end = Long.MAX_VALUE;
        for (Way way : ways) {
            Page<QueueEntry> page = find(filter, way, after, limit, patience.dividedBy(ways.size()));
            page.items().forEach(entry -> found.put(entry.id(), entry));
            end = page.next() == null ? end : Math.min(end, Long.parseLong(page.next()));
        }
        long last = end;
        List<QueueEntry> reached = found.values().stream()
                .filter(entry -> entry.id() <= last)
                .limit(limit + 1L)
                .toList();
        return reached.size() > limit || end == Long.MAX_VALUE
                ? Page.of(reached, limit, entry -> Long.toString(entry.id()))
                : new Page<>(reached, Long.toString(end));
    }

    /** Dead letters are the server's. */
    private static Way own(String column, String domain, QueueFilter filter) {
        String dead = " AND e.state <> " + EntryState.class.getName() + '.' + EntryState.DEAD_LETTER;
        return new Way(dead + " AND " + column + " = :value", domain, column + ", ", filter.isAll());
    }

    private Page<QueueEntry> find(QueueFilter filter, Way way, long after, int limit, Duration time) {
        Map<String, Object> values = new HashMap<>();
        String conditions = conditions(filter, values);
        if (way.value() instanceof List<?> few && few.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<QueueEntry> found = new ArrayList<>();
        long from = after;
        long start = System.nanoTime();
        while (true) {
            OptionalLong end = way.whole() ? OptionalLong.empty() : endOfSlice(way, from);
            TypedQuery<QueueEntry> query = entities.createQuery(
                            "SELECT e FROM QueueEntry e JOIN FETCH e.mail WHERE e.id > :from AND e.id <= :end"
                                    + conditions + way.condition() + " ORDER BY " + way.order() + "e.id",
                            QueueEntry.class)
                    .setParameter("end", end.orElse(Long.MAX_VALUE));
            values.forEach(query::setParameter);
            found.addAll(
                    on(query, way, from).setMaxResults(limit + 1 - found.size()).getResultList());
            if (found.size() > limit || end.isEmpty()) {
                return Page.of(found, limit, entry -> Long.toString(entry.id()));
            }
            from = end.getAsLong();
            if (System.nanoTime() - start > time.toNanos()) {
                return new Page<>(found, Long.toString(from));
            }
        }
    }

    private static String conditions(QueueFilter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder();
        if (filter.state() != null) {
            where.append(state(filter.state()));
        }
        like(where, values, "e.domain", "domain", filter.domain());
        like(where, values, "e.mail.reversePath", "sender", filter.sender());
        like(where, values, "e.recipient", "recipient", filter.recipient());
        return where.toString();
    }

    private static String state(EntryState state) {
        return " AND e.state = " + state.literal();
    }

    private static void like(
            StringBuilder where, Map<String, Object> values, String path, String name, String pattern) {
        if (!pattern.isEmpty()) {
            where.append(" AND LOWER(")
                    .append(path)
                    .append(") LIKE :")
                    .append(name)
                    .append(" ESCAPE '!'");
            values.put(name, new AddressPattern(pattern).like());
        }
    }

    private Way way(QueueFilter filter) {
        AddressPattern domain = new AddressPattern(filter.domain());
        return few("SELECT id FROM queue_entry WHERE recipient_key", filter.recipient())
                .map(ids -> new Way(" AND e.id IN :value", ids))
                .or(() -> few("SELECT message_id FROM queued_mail WHERE sender_key", filter.sender())
                        .map(mails -> new Way(" AND e.mail.messageId IN :value", mails)))
                .orElseGet(() -> {
                    boolean open =
                            !filter.sender().isEmpty() || !filter.recipient().isEmpty();
                    if (domain.isLiteral() && !domain.text().startsWith("[")) { // literals may have capital letters
                        boolean whole = !open && filter.state() == null;
                        return new Way(" AND e.domain = :value", domain.text(), "e.domain, ", whole);
                    }
                    boolean whole = !open && domain.isAny();
                    return filter.state() == null
                            ? new Way("", null, "", whole)
                            : new Way(state(filter.state()), null, "e.state, ", whole);
                });
    }

    /** Returns the keys of the rows that an index finds for a pattern, if they are few. */
    private Optional<List<?>> few(String select, String text) {
        AddressPattern pattern = new AddressPattern(text);
        if (pattern.beginning().isEmpty()) {
            return Optional.empty();
        }
        Query query = pattern.isBeginning()
                ? entities.createNativeQuery(select + " = :beginning FETCH FIRST :most ROWS ONLY", Long.class)
                : entities.createNativeQuery(
                                select + " BETWEEN :beginning AND :end FETCH FIRST :most ROWS ONLY", Long.class)
                        .setParameter("end", pattern.end());
        List<?> keys = query.setParameter("beginning", pattern.beginning())
                .setParameter("most", FEW + 1)
                .getResultList();
        return keys.size() > FEW ? Optional.empty() : Optional.of(keys);
    }

    private OptionalLong endOfSlice(Way way, long from) {
        TypedQuery<Long> query = entities.createQuery(
                "SELECT e.id FROM QueueEntry e WHERE e.id > :from" + way.condition() + " ORDER BY " + way.order()
                        + "e.id",
                Long.class);
        return on(query, way, from).setFirstResult(slice - 1).setMaxResults(1).getResultList().stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static <T> TypedQuery<T> on(TypedQuery<T> query, Way way, long from) {
        query.setParameter("from", from);
        return way.value() == null ? query : query.setParameter("value", way.value());
    }
}
