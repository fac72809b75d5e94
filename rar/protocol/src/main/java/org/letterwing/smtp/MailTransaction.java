package org.letterwing.smtp;

import java.util.List;

/**
 * One mail transaction (RFC 5321 3.3) as it stands.
 *
 * @param session the session it belongs to
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param declaredSize the SIZE parameter (RFC 1870), in octets; 0 without one
 * @param eightBitMime whether the client gave {@code BODY=8BITMIME} (RFC 6152)
 * @param smtpUtf8 whether the client gave {@code SMTPUTF8} (RFC 6531)
 * @param recipients the recipients accepted so far
 */
public record MailTransaction(
        SmtpSession session,
        String reversePath,
        long declaredSize,
        boolean eightBitMime,
        boolean smtpUtf8,
        List<Recipient> recipients) {

    /**
     * An accepted recipient.
     *
     * @param address as the backend was asked for it
     * @param owner what the backend said about it; null for nothing
     */
    public record Recipient(String address, Object owner) {}

    /** Copies the list. */
    public MailTransaction {
        recipients = List.copyOf(recipients);
    }
}
