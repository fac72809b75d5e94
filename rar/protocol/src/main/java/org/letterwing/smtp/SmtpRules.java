package org.letterwing.smtp;

/**
 * What is asked of sessions and their mails. What goes beyond has a reply of its own.
 *
 * @param normaliseNewlines whether a CR or LF alone in a mail of lines is made good; else the mail is refused
 * @param recipients recipients for each mail, at least 100 (RFC 5321 4.5.3.1.8)
 * @param mails mail transactions for each session; 0 for any number
 * @param errors commands in error for each session
 * @param unknownRecipients recipients for each session that don't exist
 * @param lineOctets octets of a line of text, its CR LF included, at least 1000 (RFC 5321 4.5.3.1.6)
 * @param headerOctets octets of a mail's header
 * @param hops Received lines of a mail, at least 100 (RFC 5321 6.3)
 * @param hidesSubmitters whether the Received line of a mail tells nothing of the client if a user handed it in
 */
public record SmtpRules(
        boolean normaliseNewlines,
        int recipients,
        int mails,
        int errors,
        int unknownRecipients,
        int lineOctets,
        int headerOctets,
        int hops,
        boolean hidesSubmitters) {}
