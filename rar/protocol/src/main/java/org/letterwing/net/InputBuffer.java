package org.letterwing.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * What a client sent and the engine has not yet taken, cut into lines on demand. Holds no memory while it is empty.
 *
 * <p>Lives on one event loop.
 */
final class InputBuffer {

    /** Stands for a line that was too long; its octets are dropped. */
    static final ByteBuf OVERLONG = Unpooled.unreleasableBuffer(Unpooled.buffer(0, 0));

    private static final int LARGE = 1024;
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private ByteBuf octets;
    private int scanned;
    private boolean skipping;
    private boolean crSkipped;

    /** Appends what arrived and takes ownership of it. */
    void add(ByteBuf arrived, ByteBufAllocator allocator) {
        if (octets == null) {
            octets = arrived;
            return;
        }
        try {
            int length = arrived.readableBytes();
            if (length > octets.maxFastWritableBytes() || octets.refCnt() > 1) {
                ByteBuf larger = allocator.buffer(octets.readableBytes() + length);
                larger.writeBytes(octets);
                octets.release();
                octets = larger;
            }
            octets.writeBytes(arrived);
        } finally {
            arrived.release();
        }
    }

    int size() {
        return octets == null ? 0 : octets.readableBytes();
    }

    /** Returns the octets themselves, for an engine that reads no lines; null when there are none. */
    ByteBuf octets() {
        return octets;
    }

    /**
     * Takes the next line. Only CR LF ends one: a CR or LF alone stays in the line.
     *
     * @param limit the most octets a line may have, its CR LF included
     * @return the line without its CR LF, valid until the next call; {@link #OVERLONG}; null if no line is complete
     */
    ByteBuf nextLine(int limit) {
        if (octets == null) {
            return null;
        }
        int start = octets.readerIndex();
        int end = lineFeedAfterCr(start);
        if (end < 0) {
            if (size() >= limit) {
                skip();
            } else {
                scanned = size();
            }
            return null;
        }
        scanned = 0;
        octets.readerIndex(end + 1);
        if (skipping || end + 1 - start > limit) {
            skipping = false;
            return OVERLONG;
        }
        return octets.slice(start, end - 1 - start);
    }

    private int lineFeedAfterCr(int start) {
        int from = start + scanned;
        int writer = octets.writerIndex();
        while (from < writer) {
            int lf = octets.indexOf(from, writer, LF);
            if (lf < 0) {
                return -1;
            }
            boolean crBefore = lf > start ? octets.getByte(lf - 1) == CR : skipping && crSkipped;
            if (crBefore) {
                return lf;
            }
            from = lf + 1;
        }
        return -1;
    }

    /** Drops a line's beginning and remembers to drop the rest. */
    private void skip() {
        skipping = true;
        crSkipped = octets.getByte(octets.writerIndex() - 1) == CR;
        release();
    }

    /** Returns how much memory is held. */
    int capacity() {
        return octets == null ? 0 : octets.capacity();
    }

    /** Returns whether a line has begun, or is being dropped, whose end has not come. */
    boolean isWithinLine() {
        return skipping || size() > 0;
    }

    /** Gives memory back that is used up: what is left of a large piece must not keep all of it. */
    void trim(ByteBufAllocator allocator) {
        if (octets == null) {
            return;
        }
        if (!octets.isReadable()) {
            release();
        } else if (octets.capacity() > LARGE && octets.readableBytes() < octets.capacity() / 4) {
            ByteBuf rest = allocator.buffer(octets.readableBytes());
            rest.writeBytes(octets);
            octets.release();
            octets = rest;
        }
    }

    /** Drops what is there, and a line's beginning; but keeps the octets valid until memory is given back. */
    void drop() {
        scanned = 0;
        skipping = false;
        if (octets != null) {
            octets.skipBytes(octets.readableBytes());
        }
    }

    /** Drops everything. */
    void release() {
        scanned = 0;
        if (octets != null) {
            octets.release();
            octets = null;
        }
    }
}
