package org.letterwing.net;

import java.time.Duration;

/**
 * What limits a session: times of its own, and what it shares with all others.
 *
 * @param idle how long the client may be silent
 * @param total how long the session may last
 * @param minimumRate how many octets a second a client must send while a command line or a mail is under way, and take
 *     while output waits for it; seen over each window
 * @param window over which time a client's rate is seen
 * @param door counts the connections
 * @param memory bounds what is kept in memory
 */
public record SessionLimits(
        Duration idle, Duration total, int minimumRate, Duration window, Door door, MemoryBudget memory) {

    private static final Duration LONG = Duration.ofDays(1000);

    /** Returns limits of which only the idle time limits anything. */
    public static SessionLimits idle(Duration idle) {
        return new SessionLimits(idle, LONG, 0, LONG, new Door(Door.Rules.NONE), new MemoryBudget(Long.MAX_VALUE));
    }

    /** Returns the octets that a client must move in a window. */
    long octetsInWindow() {
        return minimumRate * window.toMillis() / 1000;
    }
}
