package org.letterwing.net;

/** What a client did for too long, or too slowly. */
public enum Timeout {
    /** It was silent. */
    IDLE,
    /** A command line or a mail that it sends does not come on. */
    TOO_SLOW,
    /** The session lasted too long. */
    TOO_LONG,
    /** It does not read what was sent to it, so that nothing more can be said. */
    NOT_READING
}
