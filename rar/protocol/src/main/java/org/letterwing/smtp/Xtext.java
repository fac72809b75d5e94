package org.letterwing.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes values of parameters that may have characters which parameters can't (RFC 3461 4, RFC 6533 3). */
final class Xtext {

    // RFC 3461 4. Possessive, here and below: else each character would take a part of the stack.
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*+");
    private static final Pattern HEX = Pattern.compile("\\+(..)");
    // RFC 6533 3: utf-8-addr-xtext, and utf-8-addr-unitext, which has characters beyond ASCII as they are.
    private static final Pattern UNITEXT =
            Pattern.compile("(?:[!-*,-<>-\\[\\]-~\\x{80}-\\x{10FFFF}]|\\\\x\\{[0-9A-F]{2,6}})*+");
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([^}]*)}");

    private Xtext() {}

    /** Returns the text, of printable ASCII; null if it isn't one. */
    static String decode(String xtext) {
        String text = decode(xtext, XTEXT, HEX);
        return text != null && text.chars().allMatch(c -> c >= ' ' && c <= '~') ? text : null;
    }

    /** Returns the text whose octets in UTF-8 the xtext has, of printable characters; null if it isn't one. */
    static String decodeUtf8(String xtext) {
        String octets = decode(xtext, XTEXT, HEX);
        if (octets == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
            return text.codePoints().allMatch(Xtext::isPrintable) ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns the text, of printable characters; null if it isn't one. */
    static String decodeUnicode(String unitext) {
        String text = decode(unitext, UNITEXT, EMBEDDED);
        return text != null && text.codePoints().allMatch(Xtext::isPrintable) ? text : null;
    }

    private static String decode(String encoded, Pattern syntax, Pattern escape) {
        if (!syntax.matcher(encoded).matches()) {
            return null;
        }
        var text = new StringBuilder();
        Matcher escapes = escape.matcher(encoded);
        int from = 0;
        while (escapes.find()) {
            int codePoint = Integer.parseInt(escapes.group(1), 16);
            if (!Character.isValidCodePoint(codePoint)) {
                return null;
            }
            text.append(encoded, from, escapes.start()).appendCodePoint(codePoint);
            from = escapes.end();
        }
        return text.append(encoded, from, encoded.length()).toString();
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
