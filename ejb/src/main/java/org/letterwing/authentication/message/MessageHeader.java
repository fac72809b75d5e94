package org.letterwing.authentication.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The header of a message: its fields in their order. Lines end with LF, behind a CR or not. */
public final class MessageHeader {

    private final List<HeaderField> fields;
    private final Map<String, List<HeaderField>> byName = new HashMap<>();
    private final boolean whole;

    /**
     * Reads a header.
     *
     * @param octets which must not change any more
     * @param length how many of them are lines of the header
     * @param whole whether that is all of it
     */
    MessageHeader(byte[] octets, int length, boolean whole) {
        List<HeaderField> found = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < length; at++) {
            if (octets[at] == '\n' && !isFolded(octets, at + 1, length)) {
                found.add(new HeaderField(octets, begin, at + 1));
                begin = at + 1;
            }
        }
        if (begin < length) {
            found.add(new HeaderField(octets, begin, length));
        }
        found.forEach(field ->
                byName.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field));
        fields = List.copyOf(found);
        this.whole = whole;
    }

    private static boolean isFolded(byte[] octets, int next, int length) {
        return next < length && (octets[next] == ' ' || octets[next] == '\t');
    }

    /** Returns all fields, and those lines that are none. */
    public List<HeaderField> fields() {
        return fields;
    }

    /**
     * Returns the fields of a name, the topmost first.
     *
     * @param name in lower case
     */
    public List<HeaderField> fields(String name) {
        return Collections.unmodifiableList(byName.getOrDefault(name, List.of()));
    }

    /** Returns whether these are all fields: false if the header is longer than it may be. */
    public boolean isWhole() {
        return whole;
    }
}
