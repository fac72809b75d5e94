package org.letterwing.authentication.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A macro (RFC 7208 7.2).
 *
 * @param letter what it stands for, in lower case
 * @param count how many parts of it are used, from the right; 1 or more
 * @param reversed whether the parts are put in the opposite order first
 * @param delimiters the characters that separate the parts
 * @param escaped whether it goes into a URL
 */
record Macro(char letter, int count, boolean reversed, String delimiters, boolean escaped) implements MacroString.Part {

    private static final String UNRESERVED = "-._~"; // RFC 3986 2.3, besides letters and digits

    @Override
    public String expand(MacroValues values) {
        List<String> parts = split(values.of(letter));
        if (reversed) {
            Collections.reverse(parts);
        }
        String text = String.join(".", parts.subList(Math.max(0, parts.size() - count), parts.size()));
        return escaped ? escape(text) : text;
    }

    private List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (delimiters.indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(value.substring(start));
        return parts;
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
