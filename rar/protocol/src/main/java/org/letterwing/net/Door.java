package org.letterwing.net;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;

/**
 * The one door of all listeners: counts who is inside, and says who may come in.
 *
 * <p>A connection {@linkplain #arrive() arrives} when its socket is accepted, and {@linkplain #enter enters} when the
 * client's address is known, which behind a proxy is later. Thread-safe.
 */
public final class Door {

    /** How many connections beyond the limit are told so; more are closed without a word. */
    static final int TURNED_AWAY_AT_ONCE = 256;

    /** Why a client may not come in. */
    public enum Turndown {
        /** Too many connections in all. */
        TOO_MANY,
        /** Too many connections of this address, or of its /64. */
        TOO_MANY_OF_ADDRESS,
        /** The address is banned for a time, and the listener is not for those. */
        BANNED,
        /** The address lies in a network that is denied. */
        DENIED
    }

    /**
     * Who may come in.
     *
     * @param connections how many connections there may be in all
     * @param ofAddress how many of them of one address, or of one /64 of IPv6
     * @param exempt for which addresses that second limit does not count
     * @param denied which addresses are turned away always
     * @param proxies which addresses must say first, with a PROXY header, whose connection it is
     */
    public record Rules(
            int connections,
            int ofAddress,
            Predicate<InetAddress> exempt,
            Predicate<InetAddress> denied,
            Predicate<InetAddress> proxies) {

        /** Lets everybody in. */
        public static final Rules NONE =
                new Rules(Integer.MAX_VALUE, Integer.MAX_VALUE, address -> false, address -> false, address -> false);
    }

    private final Rules rules;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<Object, Integer> inside = new ConcurrentHashMap<>();
    private final AtomicLongArray turnedAway = new AtomicLongArray(Turndown.values().length);
    private final RareLog log = new RareLog(Door.class);

    /** Opens the door. */
    public Door(Rules rules) {
        this.rules = rules;
    }

    /**
     * Counts an accepted socket; {@link #depart()} is due when it closes, whatever the answer.
     *
     * @return whether there is room even to tell the client that there is none
     */
    boolean arrive() {
        boolean room = open.incrementAndGet() - TURNED_AWAY_AT_ONCE <= rules.connections;
        if (!room) {
            turnedAway.incrementAndGet(Turndown.TOO_MANY.ordinal());
        }
        return room;
    }

    /** Returns whether a connection from this address begins with a PROXY header. */
    boolean isProxy(InetAddress address) {
        return rules.proxies.test(address);
    }

    /** The socket is closed. */
    void depart() {
        open.decrementAndGet();
    }

    /**
     * Lets a client in; then {@link #leave} is due with the same address.
     *
     * @param banned whom this listener does not let in
     * @return why it may not come in; null if it may
     */
    Turndown enter(InetAddress client, Predicate<InetAddress> banned) {
        Turndown turndown = judge(client, banned);
        if (turndown == null && !count(client)) {
            turndown = Turndown.TOO_MANY_OF_ADDRESS;
        }
        if (turndown != null) {
            turnedAway.incrementAndGet(turndown.ordinal());
            log.tell(
                    "Connections are turned away, {1} since the last such line; this one, of {2}: {0}",
                    turndown, client);
        }
        return turndown;
    }

    private Turndown judge(InetAddress client, Predicate<InetAddress> banned) {
        if (rules.denied.test(client)) {
            return Turndown.DENIED;
        }
        if (banned.test(client)) {
            return Turndown.BANNED;
        }
        return open.get() > rules.connections ? Turndown.TOO_MANY : null;
    }

    private boolean count(InetAddress client) {
        int most = rules.exempt.test(client) ? Integer.MAX_VALUE : rules.ofAddress;
        boolean[] entered = {false};
        inside.compute(ClientKey.of(client), (key, before) -> {
            int count = before == null ? 0 : before;
            entered[0] = count < most;
            return entered[0] ? Integer.valueOf(count + 1) : before;
        });
        return entered[0];
    }

    /** The client's session has ended. */
    void leave(InetAddress client) {
        inside.computeIfPresent(ClientKey.of(client), (key, count) -> count == 1 ? null : count - 1);
    }

    /** Returns how many connections were turned away for a reason. */
    public long turnedAway(Turndown why) {
        return turnedAway.get(why.ordinal());
    }

    /** Returns how many sockets are open. */
    public int open() {
        return open.get();
    }

    /** Returns how many addresses have a session now. */
    public int addresses() {
        return inside.size();
    }
}
