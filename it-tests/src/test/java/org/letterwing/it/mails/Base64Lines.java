package org.letterwing.it.mails;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * So many lines of base64 (RFC 2045 6.8), as an attachment of random octets has them, made while they are read. No two
 * lines are the same, so that one that is lost, doubled or misplaced is noticed.
 */
final class Base64Lines extends InputStream {

    /** The octets of a line, its CR LF included. */
    static final int LINE = 78;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS_IN_A_LONG = 10;

    private final Random random = new Random(50);
    private final byte[] line = new byte[LINE];
    private long linesLeft;
    private int position = LINE;

    Base64Lines(long lines) {
        linesLeft = lines;
        line[LINE - 2] = '\r';
        line[LINE - 1] = '\n';
    }

    @Override
    public int read() {
        return lineIsThere() ? line[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!lineIsThere()) {
            return -1;
        }
        int count = Math.min(length, LINE - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean lineIsThere() {
        if (position == LINE && linesLeft > 0) {
            linesLeft--;
            position = 0;
            long digits = 0;
            for (int i = 0; i < LINE - 2; i++) {
                digits = i % DIGITS_IN_A_LONG == 0 ? random.nextLong() : digits >>> 6;
                line[i] = ALPHABET[(int) digits & 63];
            }
        }
        return position < LINE;
    }
}
