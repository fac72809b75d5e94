package org.letterwing.smtp;

import java.net.InetSocketAddress;
import java.util.List;
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

    /**
     * Returns the client's name in DNS as a proxy told it with XCLIENT; {@code ""} if it told that there is none; null
     * if nobody told.
     */
    String nameFromProxy();

    /** Returns what was found out about the client, as comments for the Received line. */
    List<String> remarks();

    /** Keeps what was found out about the client, in place of what was before. */
    void remark(List<String> remarks);

    /** Returns the user that logged in; empty without authentication. */
    Optional<String> user();
}
