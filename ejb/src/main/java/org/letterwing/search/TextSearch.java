package org.letterwing.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.letterwing.store.Structures;

/** Finds texts in messages: by the index, and by reading those that it doesn't know all of. Lives in one transaction. */
final class TextSearch {

    /** How many messages one search adds to the index; what is beyond is left to the one that follows. */
    private static final int MOST_ADDED = 2000;

    private final EntityManager entities;
    private final SearchIndex index;
    private final StoredTexts texts;
    private int added;

    TextSearch(EntityManager entities, Structures structures, SearchIndex index) {
        this.entities = entities;
        this.index = index;
        texts = new StoredTexts(entities, structures);
    }

    /** What the index knows of some messages. */
    private record Known(Set<Long> found, Set<Long> unknown) {}

    /**
     * Returns those of some messages that have a text in their body.
     *
     * @param inHeader whether it may be in their header too
     */
    Set<Long> find(Collection<Long> messages, String text, boolean inHeader) {
        String needle = FoldedText.of(text);
        if (needle.isEmpty()) {
            return new HashSet<>(messages);
        }
        Optional<Known> known = known(messages, needle, inHeader, true);
        List<Long> unread = new ArrayList<>(known.map(Known::unknown).orElseGet(() -> new HashSet<>(messages)));
        Set<Long> found = new HashSet<>(known.map(Known::found).orElse(Set.of()));
        if (needle.codePointCount(0, needle.length()) > Trigrams.LONGEST_NEEDLE) {
            unread.addAll(found); // the index looked for the start alone
            found.clear();
        }
        texts.texts(unread, (message, reader) -> {
            if (has(message, reader, needle, inHeader)) {
                found.add(message);
            }
        });
        return found;
    }

    /** Returns those of some messages that have a text in a field of their header. */
    Set<Long> find(Collection<Long> messages, String field, String text) {
        String needle = FoldedText.of(text);
        String sure = needle.isEmpty() ? FoldedText.of(field) + ":" : needle;
        Optional<Known> known = known(messages, sure, true, false);
        Set<Long> candidates = new HashSet<>(messages);
        known.ifPresent(k -> {
            candidates.retainAll(k.found());
            candidates.addAll(k.unknown());
        });
        Set<Long> found = new HashSet<>();
        texts.headers(new ArrayList<>(candidates), (message, header) -> {
            if (header.has(field, needle)) {
                found.add(message);
            }
        });
        return found;
    }

    private Optional<Known> known(Collection<Long> messages, String needle, boolean inHeader, boolean inBody) {
        long[] keys = messages.stream().mapToLong(Long::longValue).toArray();
        return index.use(entities, lucene -> {
            Set<Long> unknown = new HashSet<>(messages);
            unknown.removeAll(lucene.indexed(keys));
            unknown.addAll(lucene.cut(keys));
            Set<Long> found = lucene.find(keys, needle, inHeader, inBody);
            unknown.removeAll(found);
            return new Known(found, unknown);
        });
    }

    private boolean has(long message, StoredTexts.Reader reader, String needle, boolean inHeader) {
        if (added < MOST_ADDED) {
            added++;
            IndexedText text = new IndexedText();
            reader.read(text);
            index.use(entities, lucene -> {
                lucene.add(message, text);
                return true;
            });
            if (!text.isCut() || text.contains(needle, inHeader)) {
                return text.contains(needle, inHeader);
            }
        }
        TextMatch match = new TextMatch(needle, inHeader);
        reader.read(match);
        return match.found();
    }
}
