package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

/** Counts the Received lines in a mail's header, however its octets arrive (RFC 5321 6.3). */
final class HopCounter {

    private static final byte[] NAME = "received:".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_MATCH = -1;

    private int matched;
    private boolean inHeader = true;
    private int hops;

    void read(byte[] octets, int from, int to) {
        for (int i = from; inHeader && i < to; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                matched = 0;
            } else if (matched == 0 && octet == '\r') {
                inHeader = false;
            } else if (matched >= 0) {
                matched = (octet | 0x20) == NAME[matched] ? matched + 1 : NO_MATCH;
                if (matched == NAME.length) {
                    hops++;
                    matched = NO_MATCH;
                }
            }
        }
    }

    int hops() {
        return hops;
    }
}
