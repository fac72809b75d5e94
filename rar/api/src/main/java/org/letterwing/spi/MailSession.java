package org.letterwing.spi;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail session that is open on this server, as it is at a moment.
 *
 * @param id names it on this server, and nothing else there ever
 * @param listener the name of the listener that took the connection, such as {@code imaps}
 * @param client the client's address and port
 * @param since when the client connected
 * @param lastActive when something has happened last, to the second
 * @param tlsProtocol the version of TLS, such as {@code TLSv1.3}; empty in plain text
 * @param user the canonical name of the account that has logged in
 * @param clientName what the client calls itself, with HELO or EHLO in SMTP, with ID in IMAP
 * @param mailbox the mailbox that is selected
 * @param received how many octets have come from the client
 * @param sent how many octets went to it
 */
public record MailSession(
        long id,
        String listener,
        InetSocketAddress client,
        Instant since,
        Instant lastActive,
        Optional<String> tlsProtocol,
        Optional<String> user,
        Optional<String> clientName,
        Optional<String> mailbox,
        long received,
        long sent) {}
