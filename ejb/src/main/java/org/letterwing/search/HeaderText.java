package org.letterwing.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of a header, unfolded and decoded. */
record HeaderText(List<Field> fields) {

    /** How many octets of a header are looked at. */
    static final int LONGEST = 1024 * 1024;

    /** A field with its decoded text. */
    record Field(String name, String text) {}

    /** Reads a header from its octets, up to its empty line. */
    static HeaderText of(byte[] octets) {
        List<Field> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int at = 0;
        while (at < octets.length) {
            int end = at;
            while (end < octets.length && octets[end] != '\n') {
                end++;
            }
            int textEnd = end > at && octets[end - 1] == '\r' ? end - 1 : end;
            if (textEnd == at) {
                break;
            }
            if (octets[at] != ' ' && octets[at] != '\t') {
                add(field, fields);
            }
            field.append(new String(octets, at, textEnd - at, StandardCharsets.ISO_8859_1));
            at = end + 1;
        }
        add(field, fields);
        return new HeaderText(fields);
    }

    private static void add(StringBuilder field, List<Field> fields) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            fields.add(new Field(
                    field.substring(0, colon).strip(),
                    EncodedWords.decode(field.substring(colon + 1).strip())));
        }
        field.setLength(0);
    }

    /** Tells whether a field of a name has a folded text. */
    boolean has(String name, String needle) {
        return fields.stream()
                .anyMatch(field -> field.name().equalsIgnoreCase(name)
                        && (needle.isEmpty() || FoldedText.of(field.text()).contains(needle)));
    }

    /** Returns the whole header as a text. */
    String all() {
        StringBuilder text = new StringBuilder();
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.text()).append('\n'));
        return text.toString();
    }
}
