package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the addresses in a field such as From (RFC 5322 3.4, with the characters that RFC 6532 adds): whoever reads the
 * mail must see the same ones, so what can be read in two ways is not read at all. Good for one field.
 */
final class HeaderAddresses {

    private static final int END = -1;
    private static final String WHITE_SPACE = " \t\r\n";

    private final String text;
    private final List<String> addresses = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private int at;
    private boolean inGroup;
    private boolean apart;
    private boolean ambiguous;
    private boolean hasAt;
    private boolean complete;

    private HeaderAddresses(String text) {
        this.text = text;
    }

    /**
     * Reads a field's body.
     *
     * @return the addresses, source routes dropped and needless quotes removed; null if it is not a list of addresses
     */
    static List<String> parse(String text) {
        var parser = new HeaderAddresses(text);
        return parser.list() ? parser.addresses : null;
    }

    private boolean list() {
        while (true) {
            if (!skipComments()) {
                return false;
            }
            int next = peek();
            boolean read = switch (next) {
                case END, ',' -> endOfMailbox();
                case ';' -> inGroup && endOfMailbox();
                case ':' -> beginOfGroup();
                case '<' -> angleAddress();
                default -> word(next);
            };
            if (!read) {
                return false;
            }
            if (next == END) {
                return !inGroup;
            }
            if (next == ';') {
                inGroup = false;
                complete = true; // until the comma, nothing follows
            }
            if (next == ',' || next == ';' || next == ':') {
                at++;
            }
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** A list may have empty members (RFC 5322 4.4). */
    private boolean endOfMailbox() {
        boolean read = words.isEmpty() || complete || !ambiguous && add("<" + words + ">");
        words.setLength(0);
        complete = false;
        ambiguous = false;
        hasAt = false;
        return read;
    }

    private boolean beginOfGroup() {
        if (inGroup || complete || words.isEmpty() || hasAt) {
            return false;
        }
        inGroup = true;
        words.setLength(0);
        ambiguous = false;
        hasAt = false;
        return true;
    }

    private boolean angleAddress() {
        // An address before an address: some programs would show the one, some the other.
        if (complete || hasAt) {
            return false;
        }
        int from = at + 1;
        while (peek() != '>') {
            // Few expect a comment here, or know where it ends.
            if (peek() == END || peek() == '(') {
                return false;
            }
            if (peek() != '"') {
                at++;
            } else if (!skipQuoted()) {
                return false;
            }
        }
        String angle = text.substring(from, at).strip();
        at++;
        complete = true;
        return add("<" + angle + ">");
    }

    private boolean add(String path) {
        Path read = new PathParser(path, false).parse();
        if (read == null || read.isNull()) {
            return false;
        }
        addresses.add(read.address());
        return true;
    }

    /** Takes an atom, a dot, an at sign, a quoted string or a domain literal. */
    private boolean word(int first) {
        if (complete) {
            return false;
        }
        int from = at;
        if (first == '"') {
            if (!skipQuoted()) {
                return false;
            }
        } else if (first == '[') {
            at = text.indexOf(']', at) + 1;
            if (at == 0 || words.isEmpty() || words.charAt(words.length() - 1) != '@') {
                return false;
            }
        } else if (first == ')' || first == '>' || first == ']' || first == '\\' || first < ' ') {
            return false;
        } else {
            while (at < text.length() && "()<>[]:;\\,\"".indexOf(peek()) < 0 && WHITE_SPACE.indexOf(peek()) < 0) {
                at++;
            }
        }
        // "a b@example.com" is no address, "a . b @ example . com" is one (RFC 5322 4.4).
        String word = text.substring(from, at);
        ambiguous |=
                !words.isEmpty() && apart && !isJoint(words.charAt(words.length() - 1)) && !isJoint(word.charAt(0));
        hasAt |= first != '"' && word.indexOf('@') >= 0;
        words.append(word);
        apart = false;
        return true;
    }

    private static boolean isJoint(char character) {
        return character == '.' || character == '@';
    }

    private boolean skipQuoted() {
        int from = at;
        for (at++; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"') {
                at++;
                return !mayHideAddress(from);
            }
            if (character == '\\') {
                at++;
            }
        }
        return false;
    }

    /** Some take the end of a line for the end of what is quoted, and would see an address behind it. */
    private boolean mayHideAddress(int from) {
        String quoted = text.substring(from, at);
        return quoted.indexOf('\n') >= 0 && quoted.indexOf('@') >= 0;
    }

    /** Skips white space and comments, which may hold comments. */
    private boolean skipComments() {
        int from = at;
        int depth = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (depth == 0 && character != '(' && WHITE_SPACE.indexOf(character) < 0) {
                return true;
            }
            apart = true;
            at++;
            if (character == '(') {
                from = depth == 0 ? at : from;
                depth++;
            } else if (depth > 0 && character == '\\') {
                at++;
            } else if (depth > 0 && character == ')') {
                depth--;
                if (depth == 0 && mayHideAddress(from)) {
                    return false;
                }
            }
        }
        return depth == 0;
    }
}
