package org.letterwing.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.letterwing.api.SessionFacts;

/**
 * Something that happened to a mail on its way, for those who ask later where it is.
 *
 * @param time when, by the clock of the server where it happened
 * @param mail the mail's delivery id; one of its own for a refusal before there was a mail
 * @param kind what happened
 * @param origin where the mail came from; empty in what happens after its arrival
 * @param recipient of whom it is told; empty if it is of all, or of none yet
 * @param entry the key of the recipient's entry in the queue; empty without one
 * @param host the next host or the listener of an application that was involved; empty without one
 * @param text what was replied, by this server to a client or by the next host to this server
 */
public record MailEvent(
        Instant time,
        UUID mail,
        Kind kind,
        Optional<Origin> origin,
        Optional<String> recipient,
        OptionalLong entry,
        Optional<String> host,
        String text) {

    /** What happens to mails. */
    public enum Kind {
        /** The client was told that its mail is not taken, for a time or for ever. */
        REFUSED,
        /** The mail was taken, and goes on through the queue. */
        RECEIVED,
        /** It is in a mailbox of this server. */
        STORED,
        /** A recipient waits in the queue. */
        QUEUED,
        /** A next host has taken it. */
        DELIVERED,
        /** An application has taken it. */
        TAKEN,
        /** An attempt failed, and another one follows. */
        DEFERRED,
        /** It is given up, for the next host, the application or an administrator doesn't want it. */
        BOUNCED,
        /** It is given up, for its time is over. */
        EXPIRED,
        /** It is a dead letter, for an application did not take it. */
        DEAD,
        /** An administrator has removed it. */
        REMOVED
    }

    /**
     * Where a mail came from.
     *
     * @param session the session that brought it
     * @param sender the reverse-path, {@code ""} for the null one
     * @param messageId what its Message-ID is; empty if it has none, or it is not known
     */
    public record Origin(SessionFacts session, String sender, Optional<String> messageId) {}

    /** Something at the arrival of a mail. */
    public static MailEvent arrival(Kind kind, UUID mail, Origin origin, Optional<String> recipient, String text) {
        return new MailEvent(
                Instant.now(),
                mail,
                kind,
                Optional.of(origin),
                recipient,
                OptionalLong.empty(),
                Optional.empty(),
                text);
    }

    /** Something of a recipient in the queue. */
    public static MailEvent ofEntry(Kind kind, UUID mail, long entry, String recipient, String text) {
        return new MailEvent(
                Instant.now(),
                mail,
                kind,
                Optional.empty(),
                Optional.of(recipient),
                OptionalLong.of(entry),
                Optional.empty(),
                text);
    }

    /** Returns the same with the next host, or the listener of an application. */
    public MailEvent at(Optional<String> name) {
        return new MailEvent(time, mail, kind, origin, recipient, entry, name, text);
    }
}
