package org.letterwing.spi.outbound;

import java.util.Optional;

/**
 * What became of a mail for one recipient at a next hop.
 *
 * @param result whether the peer has it
 * @param status the enhanced status code for a report (RFC 3463): the peer's, or what fits best
 * @param reply what the peer replied: for a recipient that it refused the reply to RCPT, else that to the mail as a whole;
 *     empty if the peer didn't say anything
 * @param text one line for the log and for people: the reply, or what happened
 */
public record DeliveryOutcome(Result result, String status, Optional<SmtpReply> reply, String text) {

    /** Whether a peer has a mail. */
    public enum Result {
        /** The peer has taken it. */
        TAKEN,
        /** It has not, and may do so later, or another host may. */
        DEFERRED,
        /** It has not, and never will. */
        REFUSED,
        /**
         * The whole mail was sent, but no reply came: perhaps the peer has taken it (RFC 1047). Another attempt may
         * bring it a second time, none may lose it.
         */
        UNKNOWN
    }
}
