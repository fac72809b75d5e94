package org.letterwing.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a client asked of the delivery of a mail with the parameters of MAIL. A server that offered them has to do it.
 *
 * @param dsnReturn what of the mail a report of its failure has in it (RFC 3461 4.3)
 * @param envelopeId the sender's name for the mail, for reports (RFC 3461 4.4): printable ASCII
 * @param holdUntil not to be delivered before (RFC 4865)
 * @param deliverBy not to be delivered after (RFC 2852)
 * @param priority from -9 to 9, mails with more go first (RFC 6710); 0 if the client gave none
 */
public record DeliveryWishes(
        Optional<Return> dsnReturn,
        Optional<String> envelopeId,
        Optional<Instant> holdUntil,
        Optional<DeliverBy> deliverBy,
        int priority) {

    /** Nothing was asked. */
    public static final DeliveryWishes NONE =
            new DeliveryWishes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** What of a mail a report has in it. */
    public enum Return {
        /** All of it. */
        FULL,
        /** Its header. */
        HEADERS
    }

    /**
     * Until when a mail is to be delivered.
     *
     * @param deadline the end of the time
     * @param returned whether the mail goes back to its sender then; else its sender is told, and it is tried further
     * @param traced whether each server on the way sends a report
     */
    public record DeliverBy(Instant deadline, boolean returned, boolean traced) {}
}
