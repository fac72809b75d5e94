package org.letterwing.api;

import java.util.Map;

/**
 * A mail of an application was refused, and nothing of it was sent. The message says to people what to do.
 *
 * <p>The caller's transaction goes on as if the mail had not been: this is no system exception, and no application
 * exception with a rollback.
 */
public class MailNotSentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Refusal> recipients;

    /** Refuses a mail. */
    public MailNotSentException(String message) {
        this(message, (Throwable) null);
    }

    /** Refuses a mail, with what led to it. */
    public MailNotSentException(String message, Throwable cause) {
        super(message, cause);
        recipients = Map.of();
    }

    /** Refuses a mail because of some of its recipients, with the reasons. */
    public MailNotSentException(String message, Map<String, Refusal> recipients) {
        super(message);
        this.recipients = Map.copyOf(recipients);
    }

    /** Returns the recipients that can't get the mail, with the reasons; none if it was refused for another reason. */
    public Map<String, Refusal> recipients() {
        return recipients;
    }
}
