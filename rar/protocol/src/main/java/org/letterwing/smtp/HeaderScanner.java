package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

/**
 * Follows a mail's header, however its octets arrive: how large it is, and how many Received lines it has. The header
 * ends with an empty line (RFC 5322 2.1), or where a line is no field, as in a mail that has no header. White space at
 * the very beginning is such a line, for there is no field that could go on.
 */
final class HeaderScanner {

    private static final byte[] RECEIVED = "received".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_MATCH = -1;

    private enum State {
        LINE_START,
        NAME,
        /** White space between a field's name and its colon (RFC 5322 4.5.8). */
        AFTER_NAME,
        VALUE,
        END
    }

    private State state = State.LINE_START;
    private boolean begun;
    private int matched;
    private int octets;
    private int hops;

    void read(byte[] array, int from, int to) {
        int at = from;
        while (at < to && state != State.END) {
            byte octet = array[at++];
            if (state == State.VALUE) {
                state = octet == '\n' ? State.LINE_START : State.VALUE;
            } else if (state == State.LINE_START && isSpace(octet)) {
                state = begun ? State.VALUE : State.END;
            } else {
                name(octet);
            }
            begun = true;
        }
        octets += at - from;
    }

    private void name(byte octet) {
        if (state == State.LINE_START) {
            matched = 0;
            state = State.NAME;
        }
        if (octet == ':') {
            hops += matched == RECEIVED.length ? 1 : 0;
            state = State.VALUE;
        } else if (isSpace(octet)) {
            state = State.AFTER_NAME;
        } else if (state == State.AFTER_NAME || octet < '!' || octet > '~') {
            state = State.END;
        } else if (matched != NO_MATCH) {
            boolean matches = matched < RECEIVED.length && (octet | 0x20) == RECEIVED[matched];
            matched = matches ? matched + 1 : NO_MATCH;
        }
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Returns how many octets the header has. */
    int octets() {
        return octets;
    }

    /** Returns how many Received lines the header has (RFC 5321 6.3). */
    int hops() {
        return hops;
    }
}
