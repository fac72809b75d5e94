package org.letterwing.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Octets of messages that were read lately: what is used least goes first when there is no more room.
 *
 * <p>A message never changes, so what is here is true on each server of a cluster; whether somebody has the message, and may
 * read it, is another question. Thread-safe.
 */
final class RecentOctets {

    /** What is longer would drive out many others. */
    static final int LONGEST = 32 * 1024;

    /** What one costs beside its octets. */
    private static final int OVERHEAD = 128;

    /**
     * Names a message.
     *
     * @param id its key
     * @param size in octets: a database that has lost its last messages gives their keys again
     */
    record Key(long id, long size) {}

    private final long room;
    private final Map<Key, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    /**
     * Makes it empty.
     *
     * @param room how many octets of memory it may take
     */
    RecentOctets(long room) {
        this.room = room;
    }

    /** Returns what is here of some messages. Nobody may write to it. */
    synchronized Map<Key, byte[]> of(Collection<Key> messages) {
        Map<Key, byte[]> found = new HashMap<>(2 * messages.size());
        for (Key message : messages) {
            byte[] octets = kept.get(message);
            if (octets != null) {
                found.put(message, octets);
            }
        }
        return found;
    }

    /** Keeps what was read, as far as it is not too long. */
    synchronized void keep(Map<Key, byte[]> read) {
        read.forEach((message, octets) -> {
            if (octets.length <= LONGEST && kept.putIfAbsent(message, octets) == null) {
                taken += octets.length + OVERHEAD;
            }
        });
        var eldest = kept.values().iterator();
        while (taken > room && eldest.hasNext()) {
            taken -= eldest.next().length + OVERHEAD;
            eldest.remove();
        }
    }
}
