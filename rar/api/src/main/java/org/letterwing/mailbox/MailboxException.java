package org.letterwing.mailbox;

/** An operation on a mailbox is refused, and nothing of it was done. */
public final class MailboxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; each is a response code (RFC 9051 7.1, RFC 9208). */
    public enum Reason {
        /** There is no such mailbox, or it is gone. */
        NONEXISTENT,
        /** There is no such mailbox, but it could be created. */
        TRYCREATE,
        /** There is one of that name already. */
        ALREADYEXISTS,
        /** The operation can't be done with this mailbox or name. */
        CANNOT,
        /** Something that can't be exceeded would be. */
        LIMIT,
        /** There would be more mail than the account may have. */
        OVERQUOTA,
        /** A message is larger than one may be. */
        TOOBIG,
        /** A special use can't be had (RFC 6154). */
        USEATTR,
        /** Mailboxes are below it. */
        HASCHILDREN,
        /** The message has been expunged. */
        EXPUNGED,
        /** Somebody else does something that stands in the way. */
        INUSE
    }

    private final Reason reason;

    /**
     * Refuses.
     *
     * @param text in words for a person
     */
    public MailboxException(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
