package org.letterwing.structure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers those fields of one header that tell something of a message's structure; of fields twice there the first. */
final class HeaderFields {

    /** How many octets of a field are looked at. */
    private static final int LONGEST_FIELD = 64 * 1024;

    private static final int LONGEST_NAME = 32;

    private static final Set<String> OF_PARTS = Set.of(
            "content-type",
            "content-id",
            "content-description",
            "content-transfer-encoding",
            "content-md5",
            "content-disposition",
            "content-language",
            "content-location");

    private static final Set<String> OF_MESSAGES = Set.of(
            "date",
            "subject",
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "in-reply-to",
            "message-id",
            "references");

    /** How many octets of all headers of a message may still be kept. */
    static final class Room {

        private int octets;

        Room(int octets) {
            this.octets = octets;
        }

        private int take(int wanted) {
            int taken = Math.min(wanted, octets);
            octets -= taken;
            return taken;
        }
    }

    private final Map<String, ByteArrayOutputStream> fields = new HashMap<>();
    private final boolean ofMessage;
    private final Room room;
    private ByteArrayOutputStream current;

    /**
     * Makes one for a header.
     *
     * @param ofMessage whether it is a message's own
     */
    HeaderFields(boolean ofMessage, Room room) {
        this.ofMessage = ofMessage;
        this.room = room;
    }

    /** Takes a line without its end, or a piece of a line. */
    void add(byte[] line, int length, boolean lineStart) {
        if (!lineStart || length > 0 && (line[0] == ' ' || line[0] == '\t')) {
            append(line, 0, length); // RFC 5322 2.2.3: unfolding takes the line end away
            return;
        }
        current = null;
        int colon = colon(line, length);
        if (colon > 0) {
            String name = new String(line, 0, colon, StandardCharsets.ISO_8859_1)
                    .stripTrailing()
                    .toLowerCase(Locale.ROOT);
            boolean wanted = OF_PARTS.contains(name) || ofMessage && OF_MESSAGES.contains(name);
            if (wanted && !fields.containsKey(name)) {
                current = new ByteArrayOutputStream();
                fields.put(name, current);
                append(line, colon + 1, length);
            }
        }
    }

    private static int colon(byte[] line, int length) {
        for (int i = 0; i < Math.min(length, LONGEST_NAME); i++) {
            if (line[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private void append(byte[] line, int from, int to) {
        if (current != null) {
            int wanted = Math.min(to - from, LONGEST_FIELD - current.size());
            current.write(line, from, room.take(wanted));
        }
    }

    /** Returns a field's body, without space around it; null if there is no such field. */
    String text(String name) {
        ByteArrayOutputStream field = fields.get(name);
        return field == null
                ? null
                : field.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
