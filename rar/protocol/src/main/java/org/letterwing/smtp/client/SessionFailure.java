package org.letterwing.smtp.client;

import java.util.Optional;

/** A session with a peer that can't begin or go on. Its message is one line for the log. */
public final class SessionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is no connection. */
        UNREACHABLE,
        /** The peer closed the connection, was silent for too long, or said what is no SMTP. */
        BROKEN,
        /** The peer refused the session. */
        REFUSED,
        /** TLS failed, or is required and not offered. */
        TLS,
        /** The peer refused the credentials, or offers no way to use them. */
        CREDENTIALS,
        /** The network threads have ended here, or the calling thread was interrupted. */
        STOPPED
    }

    private final Kind kind;
    private final String status;
    private final transient PeerReply reply;

    SessionFailure(Kind kind, String status, String message, PeerReply reply, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.reply = reply;
    }

    // RFC 3463 X.4.2: a bad connection.
    static SessionFailure broken(String message, Throwable cause) {
        return new SessionFailure(Kind.BROKEN, "4.4.2", message, null, cause);
    }

    // RFC 3463 X.5.0: another protocol status.
    static SessionFailure noSmtp(String message) {
        return new SessionFailure(Kind.BROKEN, "4.5.0", message, null, null);
    }

    // RFC 3463 X.3.0: another mail system status.
    static SessionFailure stopped(String message) {
        return new SessionFailure(Kind.STOPPED, "4.3.0", message, null, null);
    }

    static SessionFailure refused(Kind kind, String context, PeerReply reply) {
        String status = reply.enhancedCode().orElse(reply.isPermanent() ? "5.0.0" : "4.0.0");
        return new SessionFailure(kind, status, context + reply, reply, null);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the enhanced status code that fits (RFC 3463). */
    public String status() {
        return status;
    }

    /** Returns the peer's reply that ended the session; empty if there was none. */
    public Optional<PeerReply> reply() {
        return Optional.ofNullable(reply);
    }
}
