package org.letterwing.trace;

/** Where mails go, as they are counted: each recipient is one. */
public enum MailFlow {
    /** A client's mail was taken. */
    IN,
    /** An application has taken it: it came in before, or with it. */
    TAKEN,
    /** A next host has taken it. */
    OUT,
    /** A client was told that its mail is not taken, for a time or for ever. */
    REFUSED,
    /** It was taken, and is given up. */
    FAILED
}
