package org.letterwing.smtp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;

import org.letterwing.tls.TlsConnection;

/** What is known of an SMTP session. Read by the backend from any thread. */
public interface SmtpSession {

    /** Returns the session's id, for logs. */
    UUID id();

    /** Returns the name of the listener that took the connection, such as {@code smtp}. */
    String listener();

    /** Returns the client's address. */
    InetSocketAddress client();

    /** Returns what the client called itself with EHLO or HELO; null before either. */
    String heloName();

    /** Returns what the connection's encryption is; empty without TLS. */
    Optional<TlsConnection> tls();

    /** Returns the user that logged in; empty without authentication. */
    Optional<String> user();
}
