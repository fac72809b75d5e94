package org.letterwing.authentication.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.DnsName;

/**
 * Reads the domains of the addresses in From's body (RFC 5322 3.4, 4.4, with the characters that RFC 6532 adds), and no
 * address that programs may see differently: one with white space or a comment inside, or with another address beside it
 * that stands for no other. Good for one field.
 */
final class AuthorField {

    private static final int END = -1;
    private static final String WHITE_SPACE = " \t\r\n";
    private static final String ENDS_ATOM = "()<>:;\\,\"" + WHITE_SPACE;
    private static final String FORBIDDEN = "()<>,:;\\";
    private static final String ENCODED_WORD = "=?";

    private final String text;
    private final List<String> domains = new ArrayList<>();
    private int at;
    private boolean inGroup;

    // The mailbox at hand
    private final List<String> words = new ArrayList<>();
    private boolean atSignInName;
    private Optional<String> angle = Optional.empty();
    private boolean complete;

    private AuthorField(String text) {
        this.text = text;
    }

    /** Reads a field's body; no domain if it isn't a list of addresses that all have one. */
    static List<String> domains(String text) {
        var field = new AuthorField(text);
        return !hasBlankLine(text) && field.list() ? field.domains : List.of();
    }

    /** Some take a line of white space for the end of the header. */
    private static boolean hasBlankLine(String text) {
        return text.lines().skip(1).anyMatch(String::isBlank);
    }

    private boolean list() {
        while (skipComments()) {
            int next = peek();
            boolean read = switch (next) {
                case END -> endOfMailbox() && !inGroup;
                case ',' -> endOfMailbox();
                case ':' -> beginOfGroup();
                case ';' -> endOfGroup();
                case '<' -> angleAddress();
                default -> !complete && word();
            };
            if (!read || next == END) {
                return read;
            }
            if (next == ',' || next == ';' || next == ':') {
                at++;
            }
        }
        return false;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** A list may have empty members (RFC 5322 4.4). */
    private boolean endOfMailbox() {
        boolean read = true;
        if (angle.isPresent()) {
            // Many programs put an address before itself, and don't quote it.
            read = !atSignInName || words.size() == 1 && domain(words.get(0)).equals(angle);
            domains.add(angle.get());
        } else if (!words.isEmpty()) {
            Optional<String> domain = domain(words.get(0));
            read = words.size() == 1 && domain.isPresent();
            domain.ifPresent(domains::add);
        }
        clear();
        return read;
    }

    private void clear() {
        words.clear();
        atSignInName = false;
        angle = Optional.empty();
        complete = false;
    }

    private boolean beginOfGroup() {
        boolean read = !inGroup && !complete && !words.isEmpty() && !atSignInName;
        inGroup = true;
        clear();
        return read;
    }

    private boolean endOfGroup() {
        boolean read = inGroup && endOfMailbox();
        inGroup = false;
        complete = true; // until the comma, nothing follows
        return read;
    }

    private boolean angleAddress() {
        int from = at + 1;
        int end = text.indexOf('>', from);
        if (complete || end < 0) {
            return false;
        }
        angle = domain(withoutRoute(text.substring(from, end).strip()));
        complete = true;
        at = end + 1;
        return angle.isPresent();
    }

    // RFC 5322 4.4: obs-route
    private static String withoutRoute(String address) {
        return address.startsWith("@") ? address.substring(address.indexOf(':') + 1) : address;
    }

    /** Returns an address's domain, if there is one only. */
    private static Optional<String> domain(String address) {
        int sign = address.indexOf('@');
        boolean certain = sign > 0
                && address.indexOf('@', sign + 1) < 0
                && address.chars().noneMatch(c -> c == ' ' || Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0)
                && !address.contains(ENCODED_WORD); // some decode it
        return certain ? DnsName.of(address.substring(sign + 1)) : Optional.empty();
    }

    /** Takes atoms and quoted strings that nothing parts. */
    private boolean word() {
        int from = at;
        while (at < text.length() && (peek() == '"' || ENDS_ATOM.indexOf(peek()) < 0)) {
            if (peek() == '"') {
                if (!skipQuoted()) {
                    return false;
                }
            } else if (Character.isISOControl(peek())) {
                return false;
            } else {
                atSignInName |= peek() == '@';
                at++;
            }
        }
        words.add(text.substring(from, at));
        return at > from;
    }

    private boolean skipQuoted() {
        int from = at;
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                at++;
                return !mayHideAddress(from);
            }
            if (text.charAt(at) == '\\') {
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

    /** Skips white space and comments, which may hold comments; returns whether that could be done. */
    private boolean skipComments() {
        int from = at;
        int depth = 0;
        while (at < text.length() && (depth > 0 || peek() == '(' || WHITE_SPACE.indexOf(peek()) >= 0)) {
            int character = peek();
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
