package org.letterwing.smtp.client;

import java.util.Optional;

/**
 * What became of a mail for one recipient.
 *
 * @param status the enhanced status code (RFC 3463)
 * @param reply what the peer replied; empty if nothing
 * @param text one line for the log
 */
public record Outcome(Result result, String status, Optional<PeerReply> reply, String text) {

    /** Whether the peer has the mail. */
    public enum Result {
        /** It has. */
        TAKEN,
        /** It has not; it may work later. */
        DEFERRED,
        /** It has not, and never will. */
        REFUSED,
        /** Its end was sent, and no reply came (RFC 1047). */
        UNKNOWN
    }

    /** The peer's reply decides. */
    static Outcome of(PeerReply reply) {
        Result result = reply.isPositive() ? Result.TAKEN : reply.isPermanent() ? Result.REFUSED : Result.DEFERRED;
        return of(result, reply);
    }

    /** A reply to RCPT, which isn't positive. */
    static Outcome ofRecipient(PeerReply reply) {
        // RFC 5321 4.5.3.1.10: 552 for too many recipients (RFC 3463 X.5.3) is to be read as 452.
        return reply.code() == 552 && reply.enhancedCode().orElse("5.5.3").equals("5.5.3")
                ? of(Result.DEFERRED, reply)
                : of(reply);
    }

    private static Outcome of(Result result, PeerReply reply) {
        String status = reply.enhancedCode()
                .orElse(
                        switch (result) {
                            case TAKEN -> "2.0.0";
                            case REFUSED -> "5.0.0";
                            case DEFERRED, UNKNOWN -> "4.0.0";
                        });
        if (result == Result.DEFERRED && status.charAt(0) == '5') {
            status = '4' + status.substring(1);
        }
        return new Outcome(result, status, Optional.of(reply), reply.toString());
    }

    /** The client does not send the mail. */
    static Outcome refused(String status, String text) {
        return new Outcome(Result.REFUSED, status, Optional.empty(), text);
    }

    /**
     * The session broke.
     *
     * @param endSent whether the mail's end was sent
     */
    static Outcome of(SessionFailure failure, boolean endSent) {
        if (failure.reply().isPresent()) {
            return of(failure.reply().get());
        }
        return endSent
                ? new Outcome(
                        Result.UNKNOWN,
                        "4.4.2",
                        Optional.empty(),
                        "The whole mail was sent, but it isn't known whether the peer took it: " + failure.getMessage())
                : new Outcome(Result.DEFERRED, failure.status(), Optional.empty(), failure.getMessage());
    }
}
