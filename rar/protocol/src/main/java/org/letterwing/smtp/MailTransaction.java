package org.letterwing.smtp;

import java.util.List;

/**
 * One mail transaction (RFC 5321 3.3) as it stands.
 *
 * @param session the session it belongs to
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param options what the parameters of MAIL say
 * @param recipients the recipients accepted so far
 */
public record MailTransaction(
        SmtpSession session, String reversePath, MailOptions options, List<Recipient> recipients) {

    /**
     * An accepted recipient.
     *
     * @param address as the backend was asked for it
     * @param options what the parameters of RCPT say
     * @param owner what the backend said about it; null for nothing
     */
    public record Recipient(String address, RecipientOptions options, Object owner) {}

    /** Copies the list. */
    public MailTransaction {
        recipients = List.copyOf(recipients);
    }
}
