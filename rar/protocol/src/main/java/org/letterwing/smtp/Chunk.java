package org.letterwing.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;

/**
 * The chunk of a mail that one BDAT announced (RFC 3030 2). Its octets are read away even if it is refused, so that none
 * of them is taken for a command.
 *
 * <p>Lives on one event loop.
 */
final class Chunk {

    // Any number of zeros, and no more digits than a long can have.
    private static final Pattern SYNTAX = Pattern.compile("0*([0-9]{1,18})( +LAST)?", Pattern.CASE_INSENSITIVE);

    private final long size;
    private final boolean last;
    private long left;
    private Reply refusal;

    private Chunk(long size, boolean last) {
        this.size = size;
        this.last = last;
        left = size;
    }

    /** Reads what BDAT announces; null if it can't be understood, so that nobody knows where the chunk ends. */
    static Chunk announced(String argument) {
        Matcher matcher = SYNTAX.matcher(argument);
        return matcher.matches() ? new Chunk(Long.parseLong(matcher.group(1)), matcher.group(2) != null) : null;
    }

    /** Refuses it: its octets are thrown away. */
    void refuse(Reply reply) {
        refusal = reply;
    }

    /** Returns why it was refused; null if it was not. */
    Reply refusal() {
        return refusal;
    }

    /** Returns its size in octets. */
    long size() {
        return size;
    }

    /** Returns whether it is the last of its mail. */
    boolean isLast() {
        return last;
    }

    /** Returns whether all of it has come. */
    boolean isComplete() {
        return left == 0;
    }

    /**
     * Takes what the client sent.
     *
     * @param reception the mail that it belongs to; not needed if it is refused
     */
    void take(ByteBuf octets, Reception reception) {
        int length = (int) Math.min(left, octets.readableBytes());
        left -= length;
        if (refusal == null) {
            reception.take(octets.readSlice(length));
        } else {
            octets.skipBytes(length);
        }
    }
}
