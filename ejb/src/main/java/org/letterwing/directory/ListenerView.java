package org.letterwing.directory;

import java.time.Instant;
import java.util.List;

import org.letterwing.spi.ListenerFacts.Kind;

/**
 * A listener of an application, as it is remembered whether the application is there or not.
 *
 * @param id its key
 * @param application the application's name and the bean's
 * @param kind whether it takes mail, or is told what becomes of mail
 * @param patterns the addresses that it takes, sorted
 * @param priority which listener an address belongs to that several take by patterns of the same kind: the one with more
 * @param senders the senders whose mail it takes or is told of, sorted; none if it takes everybody's, or is told of that of
 *     its own application
 * @param maxMessageSize the largest mail that it takes, in octets; 0 for any
 * @param requireAuthenticated whether it takes mail only of users, and of domains that pass DMARC
 * @param overridesMailboxes whether it takes mail of mailboxes and aliases too
 * @param servers the servers on which it is active, sorted; a change is known after some seconds
 * @param waiting how many mails wait for it in the queue, dead letters too, or how many notices
 * @param lastSeen when it was last activated
 */
public record ListenerView(
        long id,
        String application,
        Kind kind,
        List<String> patterns,
        int priority,
        List<String> senders,
        long maxMessageSize,
        boolean requireAuthenticated,
        boolean overridesMailboxes,
        List<String> servers,
        long waiting,
        Instant lastSeen) {

    /** Copies the lists. */
    public ListenerView {
        patterns = List.copyOf(patterns);
        senders = List.copyOf(senders);
        servers = List.copyOf(servers);
    }
}
