package org.letterwing.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The content of a mail, in memory. Thread-safe. */
final class MemoryContent implements MailContent {

    private final long size;
    private final AtomicReference<List<byte[]>> pieces;
    private final Runnable freed;

    /**
     * Makes a content.
     *
     * @param pieces are full, except that the last may be longer than what is left of the size
     * @param freed runs once, when the content is closed
     */
    MemoryContent(List<byte[]> pieces, long size, Runnable freed) {
        this.pieces = new AtomicReference<>(List.copyOf(pieces));
        this.size = size;
        this.freed = freed;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        List<byte[]> opened = pieces.get();
        if (opened == null) {
            throw new IOException("The mail's content is closed");
        }
        var streams = new ArrayList<InputStream>(opened.size());
        long left = size;
        for (byte[] piece : opened) {
            int length = (int) Math.min(left, piece.length);
            streams.add(new ByteArrayInputStream(piece, 0, length));
            left -= length;
        }
        return streams.size() == 1 ? streams.get(0) : new SequenceInputStream(Collections.enumeration(streams));
    }

    @Override
    public void close() {
        if (pieces.getAndSet(null) != null) {
            freed.run();
        }
    }
}
