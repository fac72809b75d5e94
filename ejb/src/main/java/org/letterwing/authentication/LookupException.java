package org.letterwing.authentication;

/** DNS did not answer in time, or could not; it may later. */
public final class LookupException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what DNS, or the way to it, had to say. */
    public LookupException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
