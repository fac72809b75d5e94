package org.letterwing.spi;

import java.util.List;

/**
 * What is remembered of an application's listener, so that its addresses don't vanish when the application is away.
 *
 * @param name the deployment and the bean, as in {@code orders.war#org.example.OrderMail}, at most 255 characters
 * @param recipients the addresses that it takes, at least one
 * @param priority which listener an address belongs to that several take by patterns of the same kind: the one with more
 * @param senders the senders whose mail it takes; none if it takes everybody's
 * @param maxMessageSize the largest mail that it takes, in octets; 0 for any
 * @param requireAuthenticated whether it takes mail of users alone
 */
public record ListenerFacts(
        String name,
        List<AddressPattern> recipients,
        int priority,
        List<AddressPattern> senders,
        long maxMessageSize,
        boolean requireAuthenticated) {

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
