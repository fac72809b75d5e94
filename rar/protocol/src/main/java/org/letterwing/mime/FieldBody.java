package org.letterwing.mime;

import java.util.Locale;
import java.util.Optional;

/** Reads the body of a MIME field (RFC 2045 5.1) word by word: white space and comments between them don't count. */
final class FieldBody {

    private static final String WHITE_SPACE = " \t\r\n";
    // RFC 2045 5.1: tspecials
    private static final String SPECIAL = "()<>@,;:\\\"/[]?=";

    private final String text;
    private int at;

    FieldBody(String text) {
        this.text = text;
    }

    /** Returns whether all is read. */
    boolean isAtEnd() {
        skip();
        return at == text.length();
    }

    /** Takes a character, if it is the next one. */
    boolean take(char wanted) {
        skip();
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    /** Takes a token, in lower case. */
    Optional<String> token() {
        return characters(SPECIAL).map(token -> token.toLowerCase(Locale.ROOT));
    }

    /**
     * Takes the value of a parameter. Many programs forget the quotes around what is no token, and all readers take it
     * for what was meant.
     */
    Optional<String> value() {
        skip();
        return at < text.length() && text.charAt(at) == '"' ? quoted() : characters("\"();");
    }

    private Optional<String> characters(String end) {
        skip();
        int from = at;
        while (at < text.length() && text.charAt(at) > ' ' && end.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at == from ? Optional.empty() : Optional.of(text.substring(from, at));
    }

    private Optional<String> quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at));
            }
        }
        return at++ < text.length() ? Optional.of(value.toString()) : Optional.empty();
    }

    /** Skips white space and comments, which may hold comments. */
    private void skip() {
        int depth = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '(') {
                depth++;
            } else if (depth > 0 && character == ')') {
                depth--;
            } else if (depth > 0 && character == '\\') {
                at++;
            } else if (depth == 0 && WHITE_SPACE.indexOf(character) < 0) {
                return;
            }
            at++;
        }
        at = text.length();
    }
}
