package org.letterwing.net;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;

/**
 * Cuts the PROXY header out of what a proxy sends: however the octets arrive it is found the same, takes little memory,
 * and what can't become one is refused at once. Goes when it is found.
 */
final class ProxyHeaderFrame extends ByteToMessageDecoder {

    // The PROXY protocol 2.1: with CR LF.
    private static final int LONGEST_LINE = 107;
    // The PROXY protocol 2.2: what stands before the addresses, and where in it the length of the rest.
    private static final int FIXED = 16;
    private static final int LENGTH_AT = 14;
    // Addresses, and much about the client's TLS.
    private static final int LONGEST = 4096;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf octets, List<Object> out) {
        int length = ProxiedClient.mayBeVersion2(octets) ? lengthOfVersion2(octets) : lengthOfLine(octets);
        if (length <= octets.readableBytes()) {
            out.add(octets.readRetainedSlice(length));
            context.pipeline().remove(this);
        }
    }

    /** Returns the header's length, or more than is there. */
    private static int lengthOfVersion2(ByteBuf octets) {
        if (octets.readableBytes() < FIXED) {
            return FIXED;
        }
        int length = FIXED + octets.getUnsignedShort(octets.readerIndex() + LENGTH_AT);
        if (length > LONGEST) {
            throw refusal(octets, "it has " + length + " octets");
        }
        return length;
    }

    private static int lengthOfLine(ByteBuf octets) {
        if (!ProxiedClient.mayBeVersion1(octets)) {
            throw refusal(octets, "what came begins in another way");
        }
        int present = Math.min(octets.readableBytes(), LONGEST_LINE);
        for (int end = 2; end <= present; end++) {
            if (octets.getShort(octets.readerIndex() + end - 2) == ('\r' << 8 | '\n')) {
                return end;
            }
        }
        if (present == LONGEST_LINE) {
            throw refusal(octets, "its line has more than " + LONGEST_LINE + " octets");
        }
        return LONGEST_LINE;
    }

    private static CorruptedFrameException refusal(ByteBuf octets, String reason) {
        octets.skipBytes(octets.readableBytes());
        return new CorruptedFrameException(reason);
    }
}
