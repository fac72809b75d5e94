package org.letterwing.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Picks fields out of a header (RFC 9051 6.4.5.1, HEADER.FIELDS), with the empty line behind them. */
final class HeaderFields {

    /** How much of a header is looked at, in octets. */
    static final int LONGEST_HEADER = 1 << 20;

    /** Hardly ever is more picked. */
    private static final int USUAL = 1024;

    private HeaderFields() {}

    /** Returns the fields that a section names, or those that it does not. */
    static byte[] of(byte[] header, Section section) {
        boolean named = section.text() == Section.Text.FIELDS;
        var picked = new ByteArrayOutputStream(Math.min(header.length + 2, USUAL));
        int at = 0;
        while (at < header.length) {
            int end = fieldEnd(header, at);
            if (isEmptyLine(header, at, end)) {
                break;
            }
            if (section.fields().contains(name(header, at, end)) == named) {
                picked.write(header, at, end - at);
            }
            at = end;
        }
        picked.write('\r');
        picked.write('\n');
        return picked.toByteArray();
    }

    /** Returns where a field ends: behind its line, and those that go on with it (RFC 5322 2.2.3). */
    private static int fieldEnd(byte[] header, int from) {
        int end = lineEnd(header, from);
        while (end < header.length && (header[end] == ' ' || header[end] == '\t') && !isEmptyLine(header, from, end)) {
            end = lineEnd(header, end);
        }
        return end;
    }

    private static int lineEnd(byte[] header, int from) {
        int end = from;
        while (end < header.length && header[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, header.length);
    }

    private static boolean isEmptyLine(byte[] header, int from, int end) {
        return header[from] == '\n' || end - from == 2 && header[from] == '\r' && header[from + 1] == '\n';
    }

    private static String name(byte[] header, int from, int end) {
        int to = from;
        while (to < end && header[to] != ':') {
            to++;
        }
        int start = from;
        while (start < to && Character.isWhitespace(header[start] & 0xFF)) {
            start++;
        }
        while (to > start && Character.isWhitespace(header[to - 1] & 0xFF)) {
            to--;
        }
        byte[] name = new byte[to - start];
        for (int i = 0; i < name.length; i++) {
            byte octet = header[start + i];
            name[i] = (byte) (octet >= 'a' && octet <= 'z' ? octet - 'a' + 'A' : octet);
        }
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
