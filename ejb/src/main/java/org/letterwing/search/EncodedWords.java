package org.letterwing.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes the text of header fields: encoded words (RFC 2047), and octets beyond ASCII as they may come. */
final class EncodedWords {

    /** Its words end at the next question mark, so that the search for them takes linear time. */
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,80})\\?([BbQq])\\?([^?\\s]*+)\\?=");

    private EncodedWords() {}

    /** Returns the text of octets, which are given as characters of ISO 8859-1. */
    static String decode(String octets) {
        if (!octets.contains("=?")) {
            return unencoded(octets);
        }
        StringBuilder text = new StringBuilder();
        // A character may be cut in two between words of one charset, though RFC 2047 5 forbids it.
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Charset charset = null;
        int end = 0;
        Matcher word = WORD.matcher(octets);
        while (word.find()) {
            Charset wordCharset = charset(word.group(1)).orElse(null);
            if (wordCharset == null) {
                continue;
            }
            String between = octets.substring(end, word.start());
            // RFC 2047 6.2: white space between encoded words is not shown.
            boolean adjacent = charset != null && between.isBlank();
            if (!adjacent || !wordCharset.equals(charset)) {
                flush(pending, charset, text);
            }
            if (!adjacent) {
                text.append(unencoded(between));
            }
            charset = wordCharset;
            pending.writeBytes(word.group(2).equalsIgnoreCase("B") ? base64(word.group(3)) : quoted(word.group(3)));
            end = word.end();
        }
        flush(pending, charset, text);
        return text.append(unencoded(octets.substring(end))).toString();
    }

    private static void flush(ByteArrayOutputStream pending, Charset charset, StringBuilder text) {
        if (pending.size() > 0) {
            text.append(pending.toString(charset));
            pending.reset();
        }
    }

    /** Returns a charset by its name, which may have a language behind it (RFC 2231 5). */
    static Optional<Charset> charset(String name) {
        int star = name.indexOf('*');
        try {
            Charset charset = Charset.forName(star < 0 ? name : name.substring(0, star));
            // RFC 6532: what says that it is ASCII, and is not, is UTF-8 most often.
            return Optional.of(charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String unencoded(String octets) {
        if (octets.chars().allMatch(c -> c < 128)) {
            return octets;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return octets;
        }
    }

    private static byte[] base64(String text) {
        return Base64Stream.decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '=' && i + 2 < text.length() ? hex(text, i + 1) : -1;
            if (value >= 0) {
                octets.write(value);
                i += 2;
            } else {
                octets.write(c == '_' ? ' ' : c);
            }
        }
        return octets.toByteArray();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }
}
