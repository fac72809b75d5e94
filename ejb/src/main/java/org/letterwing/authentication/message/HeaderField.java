package org.letterwing.authentication.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A header field (RFC 5322 2.2), octet for octet. Immutable. */
public final class HeaderField {

    private final byte[] octets;
    private final int from;
    private final int to;
    private final int colon;
    private final String name;

    /**
     * Makes the field that stands in an array, which must not change any more.
     *
     * @param from where it begins
     * @param to behind its last octet, its line end included
     */
    HeaderField(byte[] octets, int from, int to) {
        this.octets = octets;
        this.from = from;
        this.to = to;
        int found = from;
        while (found < to && octets[found] != ':') {
            found++;
        }
        colon = found;
        name = found == to ? "" : name(octets, from, found);
    }

    /** Makes the field of these octets. */
    public static HeaderField of(byte[] octets) {
        return new HeaderField(octets.clone(), 0, octets.length);
    }

    private static String name(byte[] octets, int from, int colon) {
        int end = colon;
        while (end > from && (octets[end - 1] == ' ' || octets[end - 1] == '\t')) { // RFC 5322 4.5.8
            end--;
        }
        for (int at = from; at < end; at++) {
            if (octets[at] <= ' ' || octets[at] == 0x7f) { // those beyond ASCII are negative
                return "";
            }
        }
        return new String(octets, from, end - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    /** Returns the name in lower case; empty if these lines are no field. */
    public String name() {
        return name;
    }

    /** Returns all octets, the line ends included; not to be changed. */
    public byte[] octets() {
        return from == 0 && to == octets.length ? octets : Arrays.copyOfRange(octets, from, to);
    }

    /** Returns where the colon is among the octets; their number if there is none. */
    public int colon() {
        return colon - from;
    }

    /** Returns what is behind the colon, the line ends included, each octet a character below 256. */
    public String body() {
        int begin = Math.min(colon + 1, to);
        return new String(octets, begin, to - begin, StandardCharsets.ISO_8859_1);
    }

    /** Returns the field without a part of its body; the limits count in {@link #body()}. */
    public HeaderField without(int begin, int end) {
        int body = colon + 1;
        byte[] rest = new byte[to - from - (end - begin)];
        System.arraycopy(octets, from, rest, 0, body + begin - from);
        System.arraycopy(octets, body + end, rest, body + begin - from, to - body - end);
        return new HeaderField(rest, 0, rest.length);
    }
}
