package org.letterwing.settings;

/** What becomes of a mail that has a CR or LF alone. */
public enum BareNewlines {
    /** It is refused. */
    REFUSE,
    /** LF becomes CR LF, and CR a space. */
    NORMALISE
}
