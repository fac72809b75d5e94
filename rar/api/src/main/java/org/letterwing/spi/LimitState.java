package org.letterwing.spi;

import java.util.Map;

/**
 * What counts against the limits of this server now, and what was refused because of them since its start.
 *
 * @param connections how many connections are open, of all listeners
 * @param mostConnections how many there may be
 * @param addresses from how many addresses, or networks of 64 bits of IPv6, they come
 * @param ofListeners how many of them each listener has, by its name
 * @param buffered how many octets of all clients are in memory
 * @param mostBuffered how many there may be
 * @param refused how often something was refused, for each reason
 */
public record LimitState(
        int connections,
        int mostConnections,
        int addresses,
        Map<String, Integer> ofListeners,
        long buffered,
        long mostBuffered,
        Map<Reason, Long> refused) {

    /** Why something was refused. */
    public enum Reason {
        /** There were too many connections. */
        CONNECTIONS,
        /** There were too many connections of one address. */
        CONNECTIONS_OF_ADDRESS,
        /** The address was banned. */
        BANNED,
        /** The network has no access. */
        DENIED,
        /** There was no memory for a command or a mail. */
        MEMORY,
        /** A sender has sent too much in a time. */
        RATE
    }

    /** Copies the maps. */
    public LimitState {
        ofListeners = Map.copyOf(ofListeners);
        refused = Map.copyOf(refused);
    }
}
