package org.letterwing.authentication.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a message once: first its header, then its body in pieces. Not thread-safe. */
public final class MessageReader {

    /** Takes a piece of a body. */
    public interface Sink {

        /** Takes the octets of an array from one index to before another one. */
        void accept(byte[] octets, int from, int to);
    }

    private static final int PIECE = 8192;

    private final InputStream content;
    private final int limit;
    private byte[] buffer = new byte[PIECE];
    private int filled;
    private int body;

    /**
     * Reads a message.
     *
     * @param content which the caller closes
     * @param limit octets of a header that are read; of a longer one the rest, and the body, are not told apart
     */
    public MessageReader(InputStream content, int limit) {
        this.content = content;
        this.limit = limit;
    }

    /** Reads the header; to be called once, before the body is read. */
    public MessageHeader header() throws IOException {
        int line = 0;
        for (int at = 0; at <= limit; ) {
            if (at == filled && !fill()) {
                body = filled;
                return new MessageHeader(buffer, filled, true);
            }
            if (buffer[at++] == '\n') {
                if (at - line == 1 || at - line == 2 && buffer[line] == '\r') {
                    body = at;
                    return new MessageHeader(buffer, line, true);
                }
                line = at;
            }
        }
        body = filled;
        return new MessageHeader(buffer, line, false);
    }

    /** Reads the body to the end of the message. */
    public void body(Sink sink) throws IOException {
        sink.accept(buffer, body, filled);
        byte[] piece = new byte[PIECE];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            sink.accept(piece, 0, read);
        }
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = content.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }
}
