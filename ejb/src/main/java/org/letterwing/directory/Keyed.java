package org.letterwing.directory;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

/**
 * Things of the database that have keys, as administrators list them, look at one, and remove it.
 *
 * @param <E> the type of the entities
 * @param <V> how an administrator sees one
 */
public final class Keyed<E, V> {

    private final EntityManager entities;
    private final Class<E> type;
    private final Function<E, V> view;
    private final ToLongFunction<V> key;
    private final Reason unknown;

    /**
     * Describes the things.
     *
     * @param type an entity whose key is its {@code id}
     * @param unknown the refusal if there is none of a key
     */
    public Keyed(EntityManager entities, Class<E> type, Function<E, V> view, ToLongFunction<V> key, Reason unknown) {
        this.entities = entities;
        this.type = type;
        this.view = view;
        this.key = key;
        this.unknown = unknown;
    }

    /**
     * Lists all in the order of their keys.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1 to {@value DirectoryAdministration#MAX_LIMIT}
     */
    public Page<V> page(String after, int limit) throws DirectoryException {
        return page(query("", after), limit);
    }

    /**
     * Lists those that have not ended.
     *
     * @param end the attribute that says when one ends; null in it stands for never
     */
    public Page<V> lasting(String end, String after, int limit) throws DirectoryException {
        String condition = " and (e." + end + " is null or e." + end + " > :now)";
        return page(query(condition, after).setParameter("now", Instant.now()), limit);
    }

    private TypedQuery<E> query(String condition, String after) throws DirectoryException {
        return entities.createQuery(
                        "select e from " + type.getSimpleName() + " e where e.id > :after" + condition
                                + " order by e.id",
                        type)
                .setParameter("after", Page.key(after));
    }

    private Page<V> page(TypedQuery<E> query, int limit) throws DirectoryException {
        Directory.checkLimit(limit);
        List<V> found = query.setMaxResults(limit + 1).getResultList().stream()
                .map(view)
                .toList();
        return Page.of(found, limit, thing -> Long.toString(key.applyAsLong(thing)));
    }

    /** Returns one, whether it has ended or not. */
    public V view(long id) throws DirectoryException {
        return view.apply(find(id));
    }

    /** Removes one if it is as the caller has seen it, and returns how it was. */
    public V remove(long id, Precondition precondition) throws DirectoryException {
        E thing = find(id);
        V before = view.apply(thing);
        precondition.check(before);
        entities.remove(thing);
        return before;
    }

    private E find(long id) throws DirectoryException {
        E thing = entities.find(type, id);
        if (thing == null) {
            throw new DirectoryException(unknown, id);
        }
        return thing;
    }
}
