package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;

/**
 * Reads a place in a message piece by piece, while a question about mailboxes is under way: between two questions it only
 * remembers where it is.
 */
final class ContentStream extends InputStream {

    private final long mailbox;
    private final long uid;
    private final long end;
    private MailboxAccess mailboxes;
    private byte[] piece;
    private long pieceStart;
    private long at;

    /**
     * Reads a place of a message.
     *
     * @param start the start of the message, which was read already
     */
    ContentStream(long mailbox, long uid, Section.Place place, byte[] start) {
        this.mailbox = mailbox;
        this.uid = uid;
        at = place.from();
        end = place.to();
        piece = start;
    }

    /** Reads on by asking these. */
    ContentStream reading(MailboxAccess asked) {
        mailboxes = asked;
        return this;
    }

    /** Returns whether all was read. */
    boolean isAtEnd() {
        return at >= end;
    }

    /** Returns whether nothing must be asked for the next octets. */
    boolean isAtHand() {
        return at >= pieceStart && at < pieceStart + piece.length;
    }

    /** Returns how many octets are at hand. */
    int atHand() {
        return isAtHand() ? (int) (Math.min(end, pieceStart + piece.length) - at) : 0;
    }

    /** Writes what is at hand, up to so many octets. */
    void writeTo(ResponseWriter out, int most) {
        int count = Math.min(most, atHand());
        out.octets(piece, (int) (at - pieceStart), count);
        at += count;
    }

    /**
     * Asks for the next octets, unless they are at hand.
     *
     * @throws IOException if the message ends too early
     */
    void fill() throws IOException {
        if (isAtEnd() || isAtHand()) {
            return;
        }
        try {
            piece = mailboxes.read(mailbox, uid, at);
        } catch (MailboxException e) {
            throw new IOException(e);
        }
        pieceStart = at;
        if (piece.length == 0) {
            throw new IOException("A message has fewer octets than its size says");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (isAtEnd()) {
            return -1;
        }
        fill();
        int count = Math.min(length, atHand());
        System.arraycopy(piece, (int) (at - pieceStart), into, from, count);
        at += count;
        return count;
    }
}
