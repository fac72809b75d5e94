package org.letterwing.smtp.client;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Encodes values of parameters that may have characters which parameters can't (RFC 3461 4, RFC 6533 3). */
final class XtextWriter {

    private XtextWriter() {}

    /** Encodes ASCII as xtext (RFC 3461 4). */
    static String encode(String text) {
        return encode(text, c -> c >= '!' && c <= '~' && c != '+' && c != '=', "+%02X");
    }

    /** Encodes any characters where those beyond ASCII may stand as they are: utf-8-addr-unitext. */
    static String encodeUnicode(String text) {
        return encode(text, c -> isPlain(c) || c >= 0x80, "\\x{%02X}");
    }

    /** Encodes any characters in ASCII: utf-8-addr-xtext. */
    static String encodeUnicodeInAscii(String text) {
        return encode(text, XtextWriter::isPlain, "\\x{%02X}");
    }

    private static boolean isPlain(int c) {
        return c >= '!' && c <= '~' && c != '+' && c != '=' && c != '\\';
    }

    private static String encode(String text, IntPredicate plain, String escape) {
        var encoded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (plain.test(c)) {
                encoded.appendCodePoint(c);
            } else {
                encoded.append(String.format(Locale.ROOT, escape, c));
            }
        });
        return encoded.toString();
    }
}
