package org.letterwing.pop3;

/** The arguments of a command are not what it takes. */
final class SyntaxException extends Exception {

    SyntaxException() {
        super(null, null, false, false);
    }
}
