package org.letterwing.smtp;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an SMTP listener behaves.
 *
 * @param listener its name, such as {@code smtp}
 * @param hostname the server's name in the greeting and in Received
 * @param maxMessageSize the largest mail in octets, announced by SIZE (RFC 1870)
 * @param memoryLimit up to which size in octets a mail is kept in memory
 * @param spoolDirectory where larger ones go, a folder that exists
 * @param maxRecipients recipients for each mail, at least 100 (RFC 5321 4.5.3.1.8)
 * @param idleTimeout how long a client may be silent, at least five minutes (RFC 5321 4.5.3.2.7)
 */
public record SmtpConfig(
        String listener,
        String hostname,
        long maxMessageSize,
        long memoryLimit,
        Path spoolDirectory,
        int maxRecipients,
        Duration idleTimeout) {}
