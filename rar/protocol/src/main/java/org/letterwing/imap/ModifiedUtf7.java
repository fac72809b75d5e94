package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names as IMAP4rev1 writes them (RFC 3501 5.1.3): ASCII, and between {@code &} and {@code -} all else. */
final class ModifiedUtf7 {

    private static final char SHIFT = '&';
    private static final char UNSHIFT = '-';

    private ModifiedUtf7() {}

    static String encode(String name) {
        var encoded = new StringBuilder(name.length());
        int at = 0;
        while (at < name.length()) {
            char c = name.charAt(at);
            int from = at++;
            if (c == SHIFT) {
                encoded.append(SHIFT).append(UNSHIFT);
            } else if (isDirect(c)) {
                encoded.append(c);
            } else {
                while (at < name.length() && !isDirect(name.charAt(at))) {
                    at++;
                }
                byte[] units = name.substring(from, at).getBytes(StandardCharsets.UTF_16BE);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(units);
                encoded.append(SHIFT).append(base64.replace('/', ',')).append(UNSHIFT);
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes a name.
     *
     * @throws SyntaxException if it is written in another way than {@link #encode} does
     */
    static String decode(String encoded) throws SyntaxException {
        var name = new StringBuilder(encoded.length());
        int at = 0;
        while (at < encoded.length()) {
            char c = encoded.charAt(at++);
            if (c != SHIFT) {
                name.append(c);
                continue;
            }
            int end = encoded.indexOf(UNSHIFT, at);
            if (end < 0) {
                throw new SyntaxException(Replies.NO_MAILBOX_NAME);
            }
            name.append(end == at ? "&" : units(encoded.substring(at, end)));
            at = end + 1;
        }
        String decoded = name.toString();
        // RFC 3501 5.1.3: what can be written in two ways would be two names
        if (!encode(decoded).equals(encoded)) {
            throw new SyntaxException(Replies.NO_MAILBOX_NAME);
        }
        return decoded;
    }

    private static String units(String base64) throws SyntaxException {
        try {
            byte[] units = Base64.getDecoder().decode(base64.replace(',', '/'));
            return new String(units, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(Replies.NO_MAILBOX_NAME);
        }
    }

    private static boolean isDirect(char c) {
        return c >= ' ' && c <= '~';
    }
}
