package org.letterwing.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.store.RecentOctets.Key;

/** The headers of stored messages; those that were read lately are in memory. Thread-safe. */
@ApplicationScoped
class Headers {

    /** So much of a message is read for its header: most are shorter. */
    private static final int USUAL = 4096;

    /** The longest header that is given at once; what is longer is read in pieces, as the content is. */
    private static final int LONGEST = 16 * Message.CHUNK;

    /** One part in so many of the heap may hold headers. */
    private static final int PART_OF_HEAP = 16;

    private final RecentOctets recent;

    @Inject
    private EntityManager entities;

    protected Headers() {
        recent = new RecentOctets(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Works with the given entity manager and memory. */
    Headers(EntityManager entities, RecentOctets recent) {
        this.entities = entities;
        this.recent = recent;
    }

    /** Returns the headers of messages with their empty lines; those that are gone may be missing. Nobody may write to them. */
    Map<Key, byte[]> of(Collection<Key> messages) {
        Map<Key, byte[]> headers = recent.of(messages);
        Map<Long, Key> missing = new HashMap<>();
        for (Key message : messages) {
            if (!headers.containsKey(message)) {
                missing.put(message.id(), message);
            }
        }
        if (!missing.isEmpty()) {
            Map<Key, byte[]> read = read(missing);
            recent.keep(read);
            headers.putAll(read);
        }
        return headers;
    }

    private record Start(Key message, byte[] octets) {}

    private Map<Key, byte[]> read(Map<Long, Key> messages) {
        List<Start> starts = new Sql(entities)
                .list(
                        "SELECT m.id, SUBSTRING(m.head FROM 1 FOR " + USUAL + ") FROM message m WHERE m.id = ANY(?)",
                        row -> new Start(messages.get(row.getLong(1)), row.getBytes(2)),
                        (Object) messages.keySet().toArray(Long[]::new));
        Map<Key, byte[]> read = new HashMap<>();
        starts.forEach(start -> read.put(start.message(), header(start.message(), start.octets())));
        return read;
    }

    /** Returns the header of a message whose start was read: that, or more if it is longer than most. */
    byte[] header(Key message, byte[] start) {
        byte[] octets = start;
        int end = end(octets);
        if (end < 0 && octets.length < message.size()) {
            octets = longStart(message); // a few are longer
            end = end(octets);
        }
        return end < 0 || end == octets.length ? octets : Arrays.copyOf(octets, end);
    }

    private byte[] longStart(Key message) {
        var octets = new ByteArrayOutputStream();
        Contents contents = new Contents(entities);
        contents.starts(List.of(message.id())).values().forEach(start -> octets.writeBytes(start.head()));
        int number = 1;
        while (octets.size() < Math.min(message.size(), LONGEST) && end(octets.toByteArray()) < 0) {
            byte[] piece = contents.piece(message.id(), number++);
            if (piece.length == 0) {
                break; // it was removed just now
            }
            octets.writeBytes(piece);
        }
        return octets.toByteArray();
    }

    /** Returns where the empty line ends; -1 if there is none. A message may begin with it. */
    private static int end(byte[] octets) {
        if (octets.length >= 2 && octets[0] == '\r' && octets[1] == '\n') {
            return 2;
        }
        for (int at = 3; at < octets.length; at++) {
            if (octets[at] == '\n' && octets[at - 1] == '\r' && octets[at - 2] == '\n' && octets[at - 3] == '\r') {
                return at + 1;
            }
        }
        return -1;
    }
}
