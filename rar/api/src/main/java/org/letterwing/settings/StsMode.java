package org.letterwing.settings;

/** What other hosts are told to do if they can't bring mail under verified TLS (RFC 8461 5). */
public enum StsMode {
    /** Nothing: there is no policy. */
    NONE,
    /** To report it, and to bring the mail all the same. */
    TESTING,
    /** To keep the mail. */
    ENFORCE
}
