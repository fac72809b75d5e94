package org.letterwing.smtp.client;

import java.io.IOException;
import java.io.InputStream;

/** A content's pieces as a stream. */
final class PieceStream extends InputStream {

    private final ContentPieces pieces;
    private byte[] piece = {};
    private int at;

    PieceStream(ContentPieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : piece[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, from, count);
        at += count;
        return count;
    }

    private boolean isAtEnd() throws IOException {
        while (at == piece.length) {
            if (pieces.isAtEnd()) {
                return true;
            }
            piece = pieces.next();
            at = 0;
        }
        return false;
    }

    @Override
    public void close() {
        pieces.close();
    }
}
