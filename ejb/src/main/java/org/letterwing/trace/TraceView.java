package org.letterwing.trace;

import java.time.Instant;

import org.letterwing.spi.MailEvent.Kind;

/**
 * Something that happened to a mail, as administrators see it. What is not known, or has no meaning for the kind, is null.
 *
 * @param time when
 * @param kind what
 * @param listener the listener that took the connection
 * @param client the client's address
 * @param helo what the client called itself
 * @param user who had logged in
 * @param sender the reverse-path, {@code ""} for the null one
 * @param recipient of whom it is told
 * @param messageId the mail's Message-ID, without angle brackets
 * @param entry the key of the recipient's entry in the queue
 * @param host the next host, or the listener of an application
 * @param text what was replied
 */
public record TraceView(
        Instant time,
        Kind kind,
        String listener,
        String client,
        String helo,
        String user,
        String sender,
        String recipient,
        String messageId,
        Long entry,
        String host,
        String text) {}
