package org.letterwing.mailbox;

/** A change of flags (RFC 9051 6.4.6): what becomes of those that a message has. */
public record FlagChange(Kind kind, Flags flags) {

    /** What happens to the flags. */
    public enum Kind {
        /** They take the place of those that are there. */
        REPLACE,
        /** They join them. */
        ADD,
        /** They are taken away. */
        REMOVE
    }
}
