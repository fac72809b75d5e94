package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes base64 (RFC 2045 6.8) while it is read. What is no digit is passed over; a padding, or an end in the middle of an
 * octet, ends it: the JDK's decoder fails there, and mails are seldom that clean.
 */
final class Base64Decoder extends InputStream {

    private final InputStream encoded;
    private final byte[] one = new byte[1];
    private boolean ended;
    private int bits;
    private int count;

    Base64Decoder(InputStream encoded) {
        this.encoded = encoded;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int written = 0;
        byte[] digits = new byte[Math.max(1, length)];
        while (written == 0 && length > 0 && !ended) {
            int read = encoded.read(digits, 0, length);
            ended = read < 0;
            for (int i = 0; i < read && !ended; i++) {
                ended = digits[i] == '=';
                int value = value(digits[i]);
                if (value >= 0) {
                    bits = bits << 6 | value;
                    count += 6;
                }
                if (count >= 8) {
                    count -= 8;
                    into[from + written++] = (byte) (bits >> count);
                }
            }
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private static int value(byte digit) {
        if (digit >= 'A' && digit <= 'Z') {
            return digit - 'A';
        }
        if (digit >= 'a' && digit <= 'z') {
            return digit - 'a' + 26;
        }
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 52;
        }
        return digit == '+' ? 62 : digit == '/' ? 63 : -1;
    }
}
