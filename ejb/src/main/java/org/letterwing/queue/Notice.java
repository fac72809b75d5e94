package org.letterwing.queue;

import java.util.Optional;

import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.spi.outbound.SmtpReply;

/**
 * Something of an entry that its sender may want to be told.
 *
 * @param entry the entry, with what was said last
 * @param kind what happened
 * @param at the host with which it happened
 * @param reply what the host replied; empty if it didn't
 */
record Notice(QueueEntry entry, Kind kind, Tried at, Optional<SmtpReply> reply) {

    /** Something that an attempt came to. */
    Notice(QueueEntry entry, Kind kind, Outcome outcome) {
        this(entry, kind, outcome.at(), outcome.outcome().reply());
    }

    /** Something that happened here. */
    Notice(QueueEntry entry, Kind kind) {
        this(entry, kind, Tried.NONE, Optional.empty());
    }

    /** What senders are told (RFC 3464 2.3.3). */
    enum Kind {
        /** It is in the recipient's mailbox. */
        DELIVERED,
        /** It went to the several recipients that stand behind an alias. */
        EXPANDED,
        /** A next hop took the mail, and reports no more itself. */
        RELAYED,
        /** A next hop took the mail, and tells the sender itself. */
        HANDED_OVER,
        /** It takes long. */
        DELAYED,
        /** It is given up. */
        FAILED
    }

    /** Returns whether a sender may want to hear of a success: it said so, or the mail is traced (RFC 2852 4). */
    static boolean isOfSuccessWanted(Recipient recipient, QueuedMail mail) {
        return recipient.reports().contains(Report.SUCCESS) || mail.isTraced();
    }
}
