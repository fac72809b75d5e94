package org.letterwing.imap;

import io.netty.buffer.ByteBuf;

/**
 * A literal that a line announces at its end (RFC 9051 4.3): its octets follow the line.
 *
 * @param size how many octets
 * @param synchronizing whether the client waits for a word before it sends them; if not it is one of RFC 7888
 * @param binary whether it is a literal8 (RFC 3516), which may hold NULs
 * @param length how many octets its announcement has in the line
 */
record Literal(long size, boolean synchronizing, boolean binary, int length) {

    private static final int MAX_DIGITS = 18; // so many fit into a long

    /** Returns what a line announces; null if that is nothing. */
    static Literal announcedBy(ByteBuf line) {
        int start = line.readerIndex();
        int at = line.writerIndex() - 1;
        if (at < start || line.getByte(at) != '}') {
            return null;
        }
        at--;
        boolean synchronizing = at < start || line.getByte(at) != '+';
        if (!synchronizing) {
            at--;
        }
        long size = 0;
        long weight = 1;
        int digits = 0;
        while (at >= start && digits < MAX_DIGITS && isDigit(line.getByte(at))) {
            size += weight * (line.getByte(at) - '0');
            weight *= 10;
            digits++;
            at--;
        }
        if (digits == 0 || at < start || line.getByte(at) != '{') {
            return null;
        }
        boolean binary = at > start && line.getByte(at - 1) == '~';
        return new Literal(size, synchronizing, binary, line.writerIndex() - at + (binary ? 1 : 0));
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
