package org.letterwing.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.store.Structures;

/** Brings the index up to what is in mailboxes, in steps of one transaction each. Thread-safe. */
@ApplicationScoped
class IndexFollower {

    /** How many messages a step looks at. */
    static final int STEP = 500;

    /** Keys are given in order, but transactions end as they like: so far back a message may still come. */
    private static final long LATE = 5000;

    @Inject
    private EntityManager entities;

    @Inject
    private Structures structures;

    @Inject
    private SearchIndex index;

    protected IndexFollower() {}

    /** Works with the given entity manager and index. */
    IndexFollower(EntityManager entities, SearchIndex index) {
        this.entities = entities;
        this.index = index;
        structures = new Structures(entities);
    }

    /** Returns where to begin. */
    long start() {
        return index.use(entities, LuceneIndex::mark)
                .map(mark -> Math.max(mark - LATE, 0))
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Indexes what is missing of the next messages.
     *
     * @param after the message before the first one
     * @return the last one; what came in if there are no more
     */
    long index(long after) {
        List<Long> next = next(after);
        if (next.isEmpty()) {
            return after;
        }
        List<Long> missing = new ArrayList<>(next);
        index.use(entities, lucene -> lucene.indexed(keys(next))).ifPresent(missing::removeAll);
        new StoredTexts(entities, structures).texts(missing, (message, reader) -> {
            IndexedText text = new IndexedText();
            reader.read(text);
            index.use(entities, lucene -> {
                lucene.add(message, text);
                return true;
            });
        });
        return next.get(next.size() - 1);
    }

    /** Forces what was indexed to the disk. */
    void commit(long last) {
        index.use(entities, lucene -> {
            if (last > lucene.mark()) {
                lucene.commit(last);
            }
            return true;
        });
    }

    /** Returns all indexed messages. */
    List<Long> indexed() {
        return new ArrayList<>(index.use(entities, LuceneIndex::all).orElse(Set.of()));
    }

    /** Removes those of a few indexed messages that are in no mailbox any more. */
    void clean(List<Long> indexed) {
        List<Long> gone = new ArrayList<>(indexed);
        gone.removeAll(Set.copyOf(entities.createNativeQuery(
                        "SELECT DISTINCT message_id FROM mailbox_entry WHERE message_id IN (:ids)", Long.class)
                .setParameter("ids", indexed)
                .getResultList()));
        index.use(entities, lucene -> {
            lucene.remove(gone);
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    private List<Long> next(long after) {
        return entities.createNativeQuery(
                        "SELECT DISTINCT message_id FROM mailbox_entry WHERE message_id > :after"
                                + " ORDER BY message_id FETCH FIRST " + STEP + " ROWS ONLY",
                        Long.class)
                .setParameter("after", after)
                .getResultList();
    }

    private static long[] keys(List<Long> messages) {
        return messages.stream().mapToLong(Long::longValue).toArray();
    }
}
