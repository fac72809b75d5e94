package org.letterwing.authentication.dkim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.letterwing.authentication.message.HeaderField;

/** What of a field or a body counts, so that it survives the way (RFC 6376 3.4). */
public enum Canonicalization {
    /** All of it counts. */
    SIMPLE {
        // RFC 6376 3.4.1
        @Override
        byte[] field(byte[] octets, int colon) {
            var canonical = new byte[2 * octets.length + 2];
            int length = 0;
            for (int at = 0; at < octets.length; at++) {
                if (octets[at] == '\n' && (at == 0 || octets[at - 1] != '\r')) {
                    canonical[length++] = '\r';
                }
                canonical[length++] = octets[at];
            }
            if (length == 0 || canonical[length - 1] != '\n') {
                canonical[length++] = '\r';
                canonical[length++] = '\n';
            }
            return Arrays.copyOf(canonical, length);
        }
    },
    /** White space and the case of names may change. */
    RELAXED {
        // RFC 6376 3.4.2
        @Override
        byte[] field(byte[] octets, int colon) {
            var canonical = new byte[octets.length + 3];
            int length = 0;
            for (int at = 0; at < colon && octets[at] > ' '; at++) {
                boolean capital = octets[at] >= 'A' && octets[at] <= 'Z';
                canonical[length++] = (byte) (capital ? octets[at] + ('a' - 'A') : octets[at]);
            }
            canonical[length++] = ':';
            int begin = length;
            boolean space = false;
            for (int at = colon + 1; at < octets.length; at++) {
                if (octets[at] == ' ' || octets[at] == '\t') {
                    space = length > begin;
                } else if (!isLineEnd(octets, at)) {
                    if (space) {
                        canonical[length++] = ' ';
                        space = false;
                    }
                    canonical[length++] = octets[at];
                }
            }
            canonical[length++] = '\r';
            canonical[length++] = '\n';
            return Arrays.copyOf(canonical, length);
        }
    };

    /** Returns the canonical octets of a field, its line end included. */
    abstract byte[] field(byte[] octets, int colon);

    /** Returns what counts of a field, its line end included. */
    public byte[] field(HeaderField field) {
        return field(field.octets(), field.colon());
    }

    /** Returns what counts of a field that holds its own signature: without the line end (RFC 6376 3.7). */
    public byte[] lastField(HeaderField field) {
        byte[] octets = field(field);
        return Arrays.copyOf(octets, octets.length - 2);
    }

    private static boolean isLineEnd(byte[] octets, int at) {
        return octets[at] == '\n' || octets[at] == '\r' && at + 1 < octets.length && octets[at + 1] == '\n';
    }

    /** Returns the one of a name; empty if it is unknown. */
    static Optional<Canonicalization> of(String name) {
        return Arrays.stream(values())
                .filter(value -> value.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
