package org.letterwing.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Writes the content of a multi-line response (RFC 1939 3): doubles a dot that begins a line, ends with a lone one. */
final class DotStuffer {

    private final LineEnds line = new LineEnds();

    /** Writes a piece of the content, whose borders may be anywhere. */
    void write(byte[] piece, ByteBuf output) {
        int written = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '.' && line.atLineStart()) {
                output.writeBytes(piece, written, i - written).writeByte('.');
                written = i;
            }
            line.next(piece[i]);
        }
        output.writeBytes(piece, written, piece.length - written);
    }

    /** Ends the content, with a CR LF of its own if it has none. */
    void end(ByteBuf output) {
        ByteBufUtil.writeAscii(output, line.atLineStart() ? ".\r\n" : "\r\n.\r\n");
    }
}
