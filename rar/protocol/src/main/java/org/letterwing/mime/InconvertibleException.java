package org.letterwing.mime;

/** A mail can't be recoded without damage. Its message says why, for the mail's sender. */
public final class InconvertibleException extends Exception {

    private static final long serialVersionUID = 1L;

    InconvertibleException(String message) {
        super(message, null, false, false);
    }
}
