package org.letterwing.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What limits a session: times of its own, and what it shares with all others.
 *
 * @param idle how long the client may be silent
 * @param total how long the session may last
 * @param minimumRate how many octets a second a client must send while a command line or a mail is under way, and take
 *     while output waits for it; seen over each window
 * @param window over which time a client's rate is seen
 * @param door counts the connections
 * @param banned which addresses are turned away at the door now
 * @param memory bounds what is kept in memory
 */
public record SessionLimits(
        Duration idle,
        Duration total,
        int minimumRate,
        Duration window,
        Door door,
        Predicate<InetAddress> banned,
        MemoryBudget memory) {

    /** Bans nobody. */
    public static final Predicate<InetAddress> NOBODY = address -> false;

    private static final Duration LONG = Duration.ofDays(1000);

    /** Returns limits of which only the idle time limits anything. */
    public static SessionLimits idle(Duration idle) {
        return new SessionLimits(idle, LONG, 0, LONG, new Door(Door.Rules.NONE), NOBODY, MemoryBudget.UNBOUNDED);
    }

    /** Returns the octets that a client must move in a window. */
    long octetsInWindow() {
        return minimumRate * window.toMillis() / 1000;
    }
}
