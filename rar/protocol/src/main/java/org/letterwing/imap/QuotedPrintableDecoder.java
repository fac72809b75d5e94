package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Undoes quoted-printable (RFC 2045 6.7) while it is read. What is no escape stays as it is. */
final class QuotedPrintableDecoder extends InputStream {

    private final PushbackInputStream encoded;

    QuotedPrintableDecoder(InputStream encoded) {
        this.encoded = new PushbackInputStream(encoded, 2);
    }

    @Override
    public int read() throws IOException {
        int octet = encoded.read();
        while (octet == '=') {
            int one = encoded.read();
            int two = one < 0 ? -1 : encoded.read();
            if (one == '\r' && two == '\n') {
                octet = encoded.read(); // a soft line break
                continue;
            }
            int high = Character.digit(one, 16);
            int low = Character.digit(two, 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
            putBack(two);
            putBack(one);
            return octet;
        }
        return octet;
    }

    private void putBack(int octet) throws IOException {
        if (octet >= 0) {
            encoded.unread(octet);
        }
    }
}
