package org.letterwing.api;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is known of the session that brought a mail.
 *
 * @param listener the listener's name, such as {@code smtp}; {@value #APPLICATION} if an application sends with
 *     {@link MailSender}
 * @param client the client's address and port
 * @param heloName what the client called itself with EHLO or HELO, unverified; null before either
 * @param tlsProtocol the TLS version, such as {@code TLSv1.3}; empty without TLS
 * @param user the account that logged in, {@code local-part@domain}, or the application that sends with
 *     {@link MailSender}; empty without authentication
 */
public record SessionFacts(
        String listener,
        InetSocketAddress client,
        String heloName,
        Optional<String> tlsProtocol,
        Optional<String> user) {

    /** What stands for the listener's name if an application sends. */
    public static final String APPLICATION = "application";
}
