package org.letterwing.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/**
 * One mail that has arrived: envelope, facts of the session that brought it, and content.
 *
 * <p>Immutable and thread-safe. Everything but the content may be kept; the content can be read only during the call
 * that handed the mail over.
 */
public interface InboundMail {

    /** Returns the id of this delivery: unique, and the same on every repeat of it. */
    UUID deliveryId();

    /** Returns the envelope (RFC 5321 2.3.1). */
    Envelope envelope();

    /** Returns what is known of the session that brought the mail. */
    SessionFacts session();

    /**
     * Returns what was found out of who sent the mail, when it arrived; never null. A mail that waited in the queue keeps it.
     */
    default SenderAuthentication authentication() {
        return SenderAuthentication.NOT_CHECKED;
    }

    /** Returns the size of the content in octets, the lines that Letterwing added included. */
    long size();

    /**
     * Opens the content from its start: the lines that this server added, which are Received and, if it has checked who sent
     * the mail, Authentication-Results (RFC 8601); then what the client sent, octet for octet, but for fields
     * Authentication-Results that others wrote in this server's name.
     * Each line is ended by CR LF, unless the mail is {@link Envelope.Feature#BINARY_MIME binary}; the last line of a mail
     * that came in chunks (RFC 3030) may be without it. It may be opened several times, and must be closed by the caller.
     *
     * @throws IOException if the content can't be read, or can't be read any more because the call is over
     */
    InputStream openContent() throws IOException;

    /**
     * Returns the content parsed. Each call parses anew, and holds the whole mail in memory.
     *
     * @throws MessagingException if the content is no mail that Jakarta Mail can parse
     * @throws IOException as {@link #openContent()}
     */
    default MimeMessage toMimeMessage() throws MessagingException, IOException {
        try (InputStream content = openContent()) {
            return new MimeMessage(Session.getInstance(new Properties()), content);
        }
    }

    /**
     * Prepares a program's answer to this mail: from the first recipient to the envelope's sender, with the fields that
     * bind the two together (RFC 5322 3.6.4) and the one that says that a program wrote it (RFC 3834 5). The caller sets
     * the text and sends it. Holds the whole mail in memory.
     *
     * @return empty if programs must not answer this mail (RFC 3834 2): it has no sender, comes from a program, or goes to
     *     many
     * @throws MessagingException if the content is no mail that Jakarta Mail can parse
     * @throws IOException as {@link #openContent()}
     */
    default Optional<MimeMessage> prepareReply() throws MessagingException, IOException {
        return AutomaticReply.to(this);
    }
}
