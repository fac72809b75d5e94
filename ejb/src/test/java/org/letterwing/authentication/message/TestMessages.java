package org.letterwing.authentication.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Messages for the checks. */
public final class TestMessages {

    /** When all is checked; peers have the same clock. */
    public static final Instant NOW = Instant.now();

    /** How many octets a header may have. */
    public static final int HEADER_LIMIT = 1 << 18;

    private TestMessages() {}

    /** Returns the octets of a text, whose lines end with LF, as they are on the way. */
    public static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a message with fields before it. */
    public static byte[] join(String fields, byte[] message) {
        return latin(fields + text(message));
    }

    /** Returns a message with a text instead of another one. */
    public static byte[] changed(byte[] message, String from, String to) {
        return latin(text(message).replace(from, to));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
