package org.letterwing.store;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The octets of a stored message, read piece by piece in the transaction of its reader. Ends early if it is removed. */
final class ContentStream extends InputStream {

    private final Contents contents;
    private final long message;
    private byte[] piece;
    private int at;
    private int number;

    /** Makes one of a message whose first piece is there. */
    ContentStream(Contents contents, long message, byte[] head) {
        this.contents = contents;
        this.message = message;
        piece = head;
    }

    /** Opens a message; empty if it is gone. */
    static ContentStream open(Contents contents, long message) {
        Contents.Start start = contents.starts(List.of(message)).get(message);
        return new ContentStream(contents, message, start == null ? new byte[0] : start.head());
    }

    @Override
    public int read() {
        return more() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean more() {
        // A piece that isn't full is the last one.
        if (at == piece.length && piece.length == Contents.PIECE) {
            piece = contents.piece(message, ++number);
            at = 0;
        }
        return at < piece.length;
    }
}
