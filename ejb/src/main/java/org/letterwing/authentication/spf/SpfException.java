package org.letterwing.authentication.spf;

import org.letterwing.authentication.LookupException;

/** Ends a check with an error (RFC 7208 2.6.6, 2.6.7). Its message is for people, who can read and log it safely. */
final class SpfException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_MESSAGE = 500;

    private final SpfResult result;

    private SpfException(SpfResult result, String message, Throwable cause) {
        super(readable(message), cause);
        this.result = result;
    }

    static SpfException permanent(String message) {
        return new SpfException(SpfResult.PERMERROR, message, null);
    }

    static SpfException temporary(String message, LookupException cause) {
        return new SpfException(SpfResult.TEMPERROR, message, cause);
    }

    // It may repeat what strangers wrote.
    private static String readable(String message) {
        String start = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        return start.replaceAll("[^ -~]", "?");
    }

    SpfResult result() {
        return result;
    }
}
