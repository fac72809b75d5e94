package org.letterwing.authentication.dmarc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the owner of a domain asks to be done with a mail that fails, the mildest first (RFC 7489 6.3). */
public enum Policy {
    /** Nothing. */
    NONE,
    /** Treat it as suspicious. */
    QUARANTINE,
    /** Refuse it. */
    REJECT;

    /** Reads the value of a tag; empty if it is no policy. */
    static Optional<Policy> parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equalsIgnoreCase(text))
                .findFirst();
    }

    /** Returns the next milder one, for a mail that is exempt from this one (RFC 7489 6.6.4). */
    Policy milder() {
        return this == REJECT ? QUARANTINE : NONE;
    }

    /** Returns its name in records and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
