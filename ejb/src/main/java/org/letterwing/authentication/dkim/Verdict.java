package org.letterwing.authentication.dkim;

import java.util.Locale;

/** How the check of a signature ended, as Authentication-Results says it (RFC 8601 2.7.1). */
public enum Verdict {
    /** The domain has signed the message. */
    PASS,
    /** The signature doesn't fit the message. */
    FAIL,
    /** The signature is of a kind that is not accepted. */
    POLICY,
    /** The signature is malformed. */
    NEUTRAL,
    /** Nobody can say now; later perhaps. */
    TEMPERROR,
    /** Nobody can ever say: something that is needed isn't there. */
    PERMERROR;

    /** Returns the word of RFC 8601. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
