package org.letterwing.api;

import jakarta.ejb.ApplicationException;

/**
 * Refuses a mail with a reply of the application's own (RFC 5321 4.2, RFC 3463).
 *
 * <p>A code from 400 to 499 asks the client to try again later, one from 500 to 599 to give up and tell the sender.
 */
@ApplicationException(rollback = true)
public class MailRejectedException extends Exception {

    private final transient Refusal refusal;

    /**
     * Refuses with the given reply.
     *
     * @param code 400 to 599
     * @param enhancedCode an enhanced status code whose class is the code's first digit, such as {@code "5.7.1"}
     * @param text printable ASCII without line breaks, at most {@value Refusal#MAX_TEXT} characters
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public MailRejectedException(int code, String enhancedCode, String text) {
        this(new Refusal(code, enhancedCode, text));
    }

    /** Refuses with the given reply, never null. */
    public MailRejectedException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** Returns the reply that the client will read. */
    public Refusal refusal() {
        return refusal;
    }
}
