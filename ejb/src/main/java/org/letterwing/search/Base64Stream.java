package org.letterwing.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Decodes base64 (RFC 2045 6.8) whatever is wrong with it: what is none of its characters is passed over. */
final class Base64Stream extends InputStream {

    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private final InputStream encoded;
    private int bits;
    private int count;

    /** Decodes a stream, which should have a buffer. */
    Base64Stream(InputStream encoded) {
        this.encoded = encoded;
    }

    /** Decodes octets. */
    static byte[] decode(byte[] encoded) {
        try (InputStream decoded = new Base64Stream(new ByteArrayInputStream(encoded))) {
            return decoded.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        while (count < 8) {
            int c = encoded.read();
            if (c < 0) {
                return -1;
            }
            if (c == '=') {
                count = 0; // what is before it is filled up; more may follow
            } else if (VALUES[c] >= 0) {
                bits = bits << 6 | VALUES[c];
                count += 6;
            }
        }
        count -= 8;
        return bits >> count & 0xFF;
    }
}
