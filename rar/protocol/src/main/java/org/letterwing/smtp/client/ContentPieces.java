package org.letterwing.smtp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;

/**
 * A mail's content in pieces as they go out: well-formed lines (RFC 5321 2.3.8) whatever is stored, in bounded memory. LF
 * alone becomes CR LF, CR alone a space, and the last line gets an end if it has none.
 */
final class ContentPieces implements AutoCloseable {

    /** What is done to the content. */
    enum Form {
        /** Lines are made good, and dots doubled (RFC 5321 4.5.2); the end mark is not added. */
        STUFFED_LINES,
        /** Lines are made good. */
        LINES,
        /** Nothing (RFC 3030). */
        BINARY
    }

    private static final System.Logger LOG = System.getLogger(ContentPieces.class.getName());
    private static final int PIECE = 64 * 1024;

    private final InputStream content;
    private final Form form;
    private final byte[] octets = new byte[16 * 1024];
    private int at;
    private int end;
    private boolean ended;
    private boolean crHeld;
    private boolean lineStart = true;

    ContentPieces(InputStream content, Form form) {
        this.content = content;
        this.form = form;
    }

    /** Returns whether all pieces were taken. */
    boolean isAtEnd() {
        return ended;
    }

    /**
     * Returns the next piece: all that is left, or about as much as is good for one write.
     *
     * @return possibly empty
     */
    byte[] next() throws IOException {
        var piece = new ByteArrayOutputStream(octets.length);
        while (!ended && piece.size() < PIECE) {
            if (at == end) {
                at = 0;
                end = content.read(octets, 0, octets.length);
            }
            if (end < 0) {
                end(piece);
            } else if (form == Form.BINARY) {
                piece.write(octets, at, end - at);
                at = end;
            } else {
                lines(piece);
            }
        }
        return piece.toByteArray();
    }

    private void end(ByteArrayOutputStream piece) {
        at = 0;
        end = 0;
        ended = true;
        if (form == Form.BINARY) {
            return;
        }
        if (crHeld) {
            crHeld = false;
            lineStart = false;
            piece.write(' ');
        }
        if (!lineStart) {
            newLine(piece);
        }
    }

    private void lines(ByteArrayOutputStream piece) {
        while (at < end) {
            byte octet = octets[at];
            if (crHeld) {
                crHeld = false;
                if (octet == '\n') {
                    newLine(piece);
                    at++;
                    continue;
                }
                lineStart = false;
                piece.write(' ');
            }
            if (octet == '\r') {
                crHeld = true;
                at++;
            } else if (octet == '\n') {
                newLine(piece);
                at++;
            } else {
                text(piece, octet);
            }
        }
    }

    private void text(ByteArrayOutputStream piece, byte first) {
        if (lineStart && first == '.' && form == Form.STUFFED_LINES) {
            piece.write('.');
        }
        lineStart = false;
        int from = at;
        while (at < end && (octets[at] > '\r' || octets[at] != '\r' && octets[at] != '\n')) {
            at++;
        }
        piece.write(octets, from, at - from);
    }

    private void newLine(ByteArrayOutputStream piece) {
        piece.write('\r');
        piece.write('\n');
        lineStart = true;
    }

    /** Closes the content. A failure of that is no failure of the mail, of which the peer may have all already. */
    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A mail's content could not be closed", e);
        }
    }
}
