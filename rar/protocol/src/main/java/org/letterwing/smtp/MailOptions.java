package org.letterwing.smtp;

import java.time.Instant;
import java.util.Optional;

import org.letterwing.net.MemoryBudget;

/**
 * What the parameters of MAIL say.
 *
 * @param declaredSize {@code SIZE} (RFC 1870), in octets; 0 without it
 * @param body {@code BODY} (RFC 6152, RFC 3030)
 * @param smtpUtf8 whether {@code SMTPUTF8} is there (RFC 6531)
 * @param requireTls whether {@code REQUIRETLS} is there (RFC 8689)
 * @param dsnReturn {@code RET} (RFC 3461 4.3)
 * @param envelopeId {@code ENVID} (RFC 3461 4.4), decoded: printable ASCII
 * @param holdUntil {@code HOLDFOR} or {@code HOLDUNTIL} (RFC 4865)
 * @param deliverBy {@code BY} (RFC 2852)
 * @param priority {@code MT-PRIORITY} (RFC 6710), -9 to 9; 0 without it
 */
public record MailOptions(
        long declaredSize,
        Body body,
        boolean smtpUtf8,
        boolean requireTls,
        Optional<Return> dsnReturn,
        Optional<String> envelopeId,
        Optional<Instant> holdUntil,
        Optional<DeliverBy> deliverBy,
        int priority) {

    /** No parameters. */
    public static final MailOptions NONE = new Envelope("", MemoryBudget.UNBOUNDED).options();

    /** What octets a mail may have. */
    public enum Body {
        /** Lines of ASCII, as is said where nothing else is. */
        SEVEN_BIT,
        /** Lines of any octets (RFC 6152). */
        EIGHT_BIT,
        /** Any octets, where CR and LF may stand alone (RFC 3030). */
        BINARY
    }

    /** What of the mail a report of its failure has in it. */
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

    /** Returns the same of a content of another size and other octets. */
    public MailOptions with(long otherSize, Body otherBody) {
        return new MailOptions(
                otherSize, otherBody, smtpUtf8, requireTls, dsnReturn, envelopeId, holdUntil, deliverBy, priority);
    }
}
