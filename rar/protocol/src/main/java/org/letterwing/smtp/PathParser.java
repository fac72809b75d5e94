package org.letterwing.smtp;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Reads a path (RFC 5321 4.1.2, with the characters that RFC 6531 3.3 adds). Good for one path. */
final class PathParser {

    // RFC 5321 4.5.3.1.2 and 4.5.3.1.3, in octets. By 4.5.3.1 limits may be larger: return addresses of lists and of
    // forwarded
    // mail have local parts of more than the 64 octets of 4.5.3.1.1.
    private static final int DOMAIN_LIMIT = 255;
    private static final int PATH_LIMIT = 256;
    // RFC 1035 2.3.4
    private static final int LABEL_LIMIT = 63;

    private static final String POSTMASTER = "postmaster";
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private final boolean postmasterAlone;
    private int at;

    /**
     * Makes a parser.
     *
     * @param postmasterAlone whether {@code <postmaster>} may stand without a domain (RFC 5321 4.1.1.3)
     */
    PathParser(String text, boolean postmasterAlone) {
        this.text = text;
        this.postmasterAlone = postmasterAlone;
    }

    /** Returns the path at the beginning of the text; null if there is none. */
    Path parse() {
        if (!take('<')) {
            return null;
        }
        if (take('>')) {
            return new Path("", false);
        }
        if (peek() == '@' && !skipSourceRoute()) {
            return null;
        }
        String localPart = peek() == '"' ? quotedString() : dotString();
        if (localPart == null) {
            return null;
        }
        if (postmasterAlone && localPart.equalsIgnoreCase(POSTMASTER) && take('>')) {
            return new Path(POSTMASTER, false);
        }
        if (!take('@')) {
            return null;
        }
        String domain = peek() == '[' ? addressLiteral() : domain();
        if (domain == null || octets(domain) > DOMAIN_LIMIT || !take('>')) {
            return null;
        }
        String address = localPart + '@' + domain;
        int octets = octets(address);
        return octets + 2 > PATH_LIMIT ? null : new Path(address, octets > address.length());
    }

    /** Returns where the path ended. */
    int end() {
        return at;
    }

    /** Skips {@code @one,@two:}, which is accepted and ignored (RFC 5321 4.1.2, appendix C). */
    private boolean skipSourceRoute() {
        do {
            if (!take('@') || domain() == null) {
                return false;
            }
        } while (take(','));
        return take(':');
    }

    private String dotString() {
        int start = at;
        do {
            int atom = at;
            while (isAtext(peek())) {
                at++;
            }
            if (at == atom) {
                return null;
            }
        } while (take('.'));
        return text.substring(start, at);
    }

    /** Reads a quoted string, and leaves out quotes and backslashes that aren't needed. */
    private String quotedString() {
        at++;
        var content = new StringBuilder();
        while (!take('"')) {
            if (take('\\')) {
                if (peek() > '~') {
                    return null;
                }
            }
            char c = peek();
            if (c < ' ' || c > '~' && !isInternational(c)) {
                return null;
            }
            content.append(c);
            at++;
        }
        return isDotString(content) ? content.toString() : quote(content);
    }

    private static boolean isDotString(CharSequence content) {
        boolean atomOpen = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '.' ? !atomOpen : !isAtext(c)) {
                return false;
            }
            atomOpen = c != '.';
        }
        return atomOpen;
    }

    private static String quote(CharSequence content) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private String domain() {
        int start = at;
        boolean ascii = true;
        do {
            int label = at;
            while (isLabelCharacter(peek())) {
                ascii &= peek() < 128;
                at++;
            }
            if (at == label || at - label > LABEL_LIMIT || text.charAt(label) == '-' || text.charAt(at - 1) == '-') {
                return null;
            }
        } while (take('.'));
        String domain = text.substring(start, at);
        return ascii || isInternationalDomain(domain) ? domain : null;
    }

    private static boolean isInternationalDomain(String domain) {
        try {
            // The limits hold for A-labels, which may be longer (RFC 5890 2.3.2.1).
            String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            return !ascii.isEmpty() && ascii.length() <= DOMAIN_LIMIT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String addressLiteral() {
        int start = at;
        int close = text.indexOf(']', start);
        if (close < 0) {
            return null;
        }
        at = close + 1;
        return AddressLiteral.isValid(text.substring(start + 1, close)) ? text.substring(start, at) : null;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private static boolean isAtext(char c) {
        return isLetterOrDigit(c) || isInternational(c) || c > 0 && ATEXT_SPECIALS.indexOf(c) >= 0;
    }

    /** RFC 6532 3.1 takes RFC 5198 for text, whose section 2 has no control characters beyond ASCII's. */
    private static boolean isInternational(char c) {
        return c > 127 && !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }

    private static boolean isLabelCharacter(char c) {
        return isLetterOrDigit(c) || c == '-' || c > 127;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static int octets(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) > 127) {
                return address.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return address.length();
    }
}
