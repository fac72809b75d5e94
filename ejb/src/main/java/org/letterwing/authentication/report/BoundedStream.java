package org.letterwing.authentication.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with an exception after so many octets. Not thread-safe. */
final class BoundedStream extends FilterInputStream {

    private long left;

    BoundedStream(InputStream stream, long limit) {
        super(stream);
        left = limit;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        int count = super.read(octets, offset, length);
        return count(count, count);
    }

    private int count(int result, int octets) throws IOException {
        left -= result < 0 ? 0 : octets;
        if (left < 0) {
            throw new IOException("The document is too large");
        }
        return result;
    }
}
