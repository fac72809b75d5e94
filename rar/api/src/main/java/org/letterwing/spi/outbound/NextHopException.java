package org.letterwing.spi.outbound;

/** There is no session with a next hop; nothing was sent to anybody. Its message is one line for the log. */
public class NextHopException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is no connection. */
        UNREACHABLE,
        /** The peer closed the connection, was silent for too long, or said what is no SMTP. */
        BROKEN,
        /** The peer refused the session by its greeting, or by its reply to EHLO and HELO: see the outcome's reply. */
        REFUSED,
        /** TLS failed, is required and not offered, or the certificate is not the right one. */
        TLS,
        /** The peer refused the credentials, or offers no way to use them. */
        CREDENTIALS,
        /** Too many sessions are in use here; the next hop was not asked. */
        BUSY,
        /** The resource adapter is not running, or the calling thread was interrupted. */
        STOPPED
    }

    private final Kind kind;
    private final transient DeliveryOutcome outcome;

    /**
     * Makes the exception.
     *
     * @param outcome what this attempt means for each recipient: deferred or refused
     */
    public NextHopException(Kind kind, DeliveryOutcome outcome, Throwable cause) {
        super(outcome.text(), cause);
        this.kind = kind;
        this.outcome = outcome;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns what this attempt means for each recipient. Refused by one host of several is not yet refused by the
     * destination: RFC 5321 5.1 lets the caller decide.
     */
    public DeliveryOutcome outcome() {
        return outcome;
    }
}
