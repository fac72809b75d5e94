package org.letterwing.spi;

import java.util.List;

/**
 * What is remembered of an application's listener, so that its addresses don't vanish when the application is away.
 *
 * @param kind what it listens for
 * @param name the deployment and the bean, as in {@code orders.war#org.example.OrderMail}, at most 255 characters
 * @param recipients the addresses that it takes: at least one if it takes mail, else none
 * @param priority which listener an address belongs to that several take by patterns of the same kind: the one with more
 * @param senders the senders whose mail it takes, or of whose mail it is told; none if it takes everybody's, or is told of
 *     that of its own application
 * @param maxMessageSize the largest mail that it takes, in octets; 0 for any
 * @param requireAuthenticated whether it takes mail only of users, and of domains that pass DMARC
 */
public record ListenerFacts(
        Kind kind,
        String name,
        List<AddressPattern> recipients,
        int priority,
        List<AddressPattern> senders,
        long maxMessageSize,
        boolean requireAuthenticated) {

    /** What a listener listens for. */
    public enum Kind {
        /** It takes mail. */
        MAIL,
        /** It is told what becomes of mail. */
        DELIVERY
    }

    /** A listener that takes mail. */
    public ListenerFacts(
            String name,
            List<AddressPattern> recipients,
            int priority,
            List<AddressPattern> senders,
            long maxMessageSize,
            boolean requireAuthenticated) {
        this(Kind.MAIL, name, recipients, priority, senders, maxMessageSize, requireAuthenticated);
    }

    /** Returns a listener that is told what becomes of mail. */
    public static ListenerFacts ofDeliveries(String name, List<AddressPattern> senders) {
        return new ListenerFacts(Kind.DELIVERY, name, List.of(), 0, senders, 0, false);
    }

    /** Copies the lists. */
    public ListenerFacts {
        recipients = List.copyOf(recipients);
        senders = List.copyOf(senders);
    }

    /** Returns whether a sender is one whose mail it takes. */
    public boolean takesFrom(String reversePath) {
        return senders.isEmpty() || senders.stream().anyMatch(pattern -> pattern.matches(reversePath));
    }
}
