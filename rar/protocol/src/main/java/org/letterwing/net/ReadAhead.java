package org.letterwing.net;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * What a session reads before its client asks for it, because the client takes one message after the other, each by a
 * command of its own: so many are read in one question instead of one in each.
 *
 * <p>How many grows while the client goes on in order. What is kept is bounded in number and octets, and is dropped after a
 * second: a client that goes away in the middle holds nothing. Lives on the session's event loop.
 *
 * @param <K> what names a message
 * @param <V> what is read of one
 */
public final class ReadAhead<K, V> {

    private static final int MOST = 32;
    private static final int MOST_OCTETS = 256 * 1024;
    private static final long KEPT_MILLIS = 1000;

    private final ScheduledExecutorService loop;
    private final ToIntFunction<V> octets;
    private final Map<K, V> ready = new HashMap<>();
    private long next;
    private int count = 1;
    private Future<?> expiry;

    /**
     * Begins with nothing.
     *
     * @param loop the session's event loop
     * @param octets how much memory something that was read takes
     */
    public ReadAhead(ScheduledExecutorService loop, ToIntFunction<V> octets) {
        this.loop = loop;
        this.octets = octets;
    }

    /**
     * Takes what was read of a message. It is given once.
     *
     * @param number the message's number, by which messages follow each other; above 0
     * @return null if nothing was: {@link #count} says how many to read now
     */
    public V take(long number, K key) {
        V found = ready.remove(key);
        if (number != next) {
            count = 1;
        } else if (found == null) {
            count = Math.min(2 * count, MOST);
        }
        next = number + 1;
        return found;
    }

    /** Returns how many messages to read, beginning with the one that was not there. */
    public int count() {
        return count;
    }

    /** Keeps what was read of the messages behind the one that was asked for, in their order, as far as there is room. */
    public void keep(Map<K, V> read) {
        drop();
        int sum = 0;
        for (Map.Entry<K, V> entry : read.entrySet()) {
            sum += octets.applyAsInt(entry.getValue());
            if (sum > MOST_OCTETS) {
                count = Math.max(ready.size(), 1);
                break;
            }
            ready.put(entry.getKey(), entry.getValue());
        }
        if (!ready.isEmpty()) {
            expiry = loop.schedule(this::drop, KEPT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Forgets what was read: it may be true no more. */
    public void drop() {
        ready.clear();
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
    }
}
