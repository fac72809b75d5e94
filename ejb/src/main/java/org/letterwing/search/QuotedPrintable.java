package org.letterwing.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Decodes quoted-printable (RFC 2045 6.7) whatever is wrong with it: what can't be decoded stays as it is. */
final class QuotedPrintable extends InputStream {

    private final PushbackInputStream encoded;

    /** Decodes a stream, which should have a buffer. */
    QuotedPrintable(InputStream encoded) {
        this.encoded = new PushbackInputStream(encoded, 2);
    }

    @Override
    public int read() throws IOException {
        while (true) {
            int c = encoded.read();
            if (c != '=') {
                return c;
            }
            int first = encoded.read();
            if (first == '\n') {
                continue;
            }
            int second = encoded.read();
            if (first == '\r' && second == '\n') {
                continue;
            }
            int high = Character.digit(first, 16);
            int low = Character.digit(second, 16);
            if (high >= 0 && low >= 0) {
                return 16 * high + low;
            }
            unread(second);
            unread(first);
            return c;
        }
    }

    private void unread(int c) throws IOException {
        if (c >= 0) {
            encoded.unread(c);
        }
    }
}
