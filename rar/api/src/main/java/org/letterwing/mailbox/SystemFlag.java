package org.letterwing.mailbox;

/** The system flags that a client can change (RFC 9051 2.3.2), written with a backslash before them. */
public enum SystemFlag {
    ANSWERED("Answered"),
    FLAGGED("Flagged"),
    DELETED("Deleted"),
    SEEN("Seen"),
    DRAFT("Draft");

    private final String imapName;

    SystemFlag(String imapName) {
        this.imapName = "\\" + imapName;
    }

    /** Returns the flag as IMAP writes it, such as {@code \Seen}. */
    public String imapName() {
        return imapName;
    }
}
