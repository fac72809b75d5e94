package org.letterwing.mailbox;

/** What can be read of messages beside their UID, date, size and flags, which are always there. */
public enum FetchPart {
    /** Its {@link MessageStructure}. */
    STRUCTURE,
    /** The octets of its header, with the empty line. */
    HEADER,
    /** The start of its content: all of a small message. */
    CONTENT
}
