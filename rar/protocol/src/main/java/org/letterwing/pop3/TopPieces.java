package org.letterwing.pop3;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** What TOP sends of a mail (RFC 1939 7): the header, the blank line, and so many lines of the body. */
final class TopPieces implements Pieces {

    private final Pieces mail;
    private final LineEnds line = new LineEnds();
    private long linesLeft;
    private boolean inBody;

    TopPieces(Pieces mail, long bodyLines) {
        this.mail = mail;
        this.linesLeft = bodyLines;
    }

    @Override
    public boolean hasNext() {
        return mail.hasNext() && !isComplete();
    }

    @Override
    public CompletionStage<byte[]> next() {
        return mail.next().thenApply(this::cut);
    }

    private boolean isComplete() {
        return inBody && linesLeft == 0;
    }

    private byte[] cut(byte[] slice) {
        int end = 0;
        while (end < slice.length && !isComplete()) {
            long lineLength = line.next(slice[end++]);
            if (lineLength > 0 && inBody) {
                linesLeft--;
            } else if (lineLength > 0) {
                inBody = lineLength == LineEnds.BLANK;
            }
        }
        return end == slice.length ? slice : Arrays.copyOf(slice, end);
    }
}
