package org.letterwing.authentication.spf;

/** What a check comes to (RFC 7208 2.6). */
public enum SpfResult {
    /** The domain has no record, or there is no domain. */
    NONE,
    /** The domain says nothing of the client. */
    NEUTRAL,
    /** The client may send in the domain's name. */
    PASS,
    /** The client may not. */
    FAIL,
    /** The client probably may not. */
    SOFTFAIL,
    /** DNS does not answer now; it may later. */
    TEMPERROR,
    /** The domain's records can't be understood. */
    PERMERROR
}
