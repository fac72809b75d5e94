package org.letterwing.smtp;

import java.nio.file.Path;

import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.Authentication;
import org.letterwing.tls.ListenerTls;

/**
 * How an SMTP listener behaves.
 *
 * @param listener its name, such as {@code smtp}
 * @param kind who its clients are
 * @param tls when connections are encrypted
 * @param hostname the server's name in the greeting and in Received
 * @param maxMessageSize the largest mail in octets, announced by SIZE (RFC 1870)
 * @param memoryLimit up to which size in octets a mail is kept in memory
 * @param spoolDirectory where larger ones go, a folder that exists
 * @param authentication logs clients in (RFC 4954); null if this listener has no AUTH
 * @param rules what is asked of sessions and their mails
 * @param limits what a client may take; it may be silent for at least five minutes (RFC 5321 4.5.3.2.7)
 */
public record SmtpConfig(
        String listener,
        Kind kind,
        ListenerTls tls,
        String hostname,
        long maxMessageSize,
        long memoryLimit,
        Path spoolDirectory,
        Authentication authentication,
        SmtpRules rules,
        SessionLimits limits) {

    /** Who the clients of a listener are. */
    public enum Kind {
        /** Other servers, which bring mail for this one: the role of an MX. */
        MX,
        /** Users, who hand in mail to whomever (RFC 6409). */
        SUBMISSION
    }
}
