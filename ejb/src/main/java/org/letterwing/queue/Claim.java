package org.letterwing.queue;

import java.time.Instant;
import java.util.Optional;

import org.letterwing.api.Recipient;

/**
 * An entry that a worker has under a lease.
 *
 * @param entry the entry's key
 * @param fence what shows that the lease is still this one
 * @param mail the mail
 * @param recipient the recipient, with what its sender said
 * @param domain the recipient's domain
 * @param forwarded whether an alias of ours leads to the recipient
 * @param sender under which sender a forwarded mail goes on; empty for its own
 * @param aliasDomain the domain of the alias that leads to the recipient, of A-labels; empty if none does
 * @param listener the listener of an application for which it waits
 * @param ours whether it was taken as a recipient of this server
 * @param priority from -9 to 9
 * @param expires when it is given up
 */
record Claim(
        long entry,
        long fence,
        QueuedMail mail,
        Recipient recipient,
        String domain,
        boolean forwarded,
        Optional<String> sender,
        boolean ours,
        Optional<String> aliasDomain,
        Optional<String> listener,
        int priority,
        Instant expires) {

    static Claim of(QueueEntry entry) {
        return new Claim(
                entry.id(),
                entry.fence(),
                entry.mail(),
                entry.recipient(),
                entry.domain(),
                entry.forwarded(),
                entry.sender(),
                entry.ours(),
                entry.aliasDomain(),
                entry.listener(),
                entry.priority(),
                entry.expires());
    }
}
