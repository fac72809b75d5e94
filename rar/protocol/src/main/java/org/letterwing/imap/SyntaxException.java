package org.letterwing.imap;

/** A command is not as the grammar wants it (RFC 9051 9), so that nothing of it was done. */
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses.
     *
     * @param text in words for a person, in ASCII
     */
    SyntaxException(String text) {
        super(text, null, false, false);
    }
}
