package org.letterwing.authentication.keys;

/** How far a key is; what comes after {@link #RETIRED} is gone. */
public enum KeyState {
    /** It is in DNS, and does not sign yet. */
    PUBLISHED,
    /** It signs. */
    ACTIVE,
    /** It signs no more, and stays in DNS for mail that is under way (RFC 6376 3.1). */
    RETIRED
}
