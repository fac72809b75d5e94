package org.letterwing.smtp;

import java.util.List;

import io.netty.buffer.ByteBuf;

/** Writes replies as RFC 5321 4.2 has them: lines of at most 512 octets of printable ASCII, whatever the text is. */
final class ReplyWriter {

    // RFC 5321 4.5.3.1.5: 512 octets with code, enhanced code and CR LF.
    private static final int TEXT_LIMIT = 480;

    private ReplyWriter() {}

    static void write(Reply reply, ByteBuf out) {
        List<String> lines = reply.lines();
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            writeText(reply, lines.get(i), false, out);
        }
        writeText(reply, last < 0 ? "" : lines.get(last), true, out);
    }

    private static void writeText(Reply reply, String text, boolean last, ByteBuf out) {
        int from = 0;
        while (text.length() - from > TEXT_LIMIT) {
            writeLine(reply, text, from, from + TEXT_LIMIT, false, out);
            from += TEXT_LIMIT;
        }
        writeLine(reply, text, from, text.length(), last, out);
    }

    private static void writeLine(Reply reply, String text, int from, int to, boolean last, ByteBuf out) {
        int code = reply.code();
        out.writeByte('0' + code / 100);
        out.writeByte('0' + code / 10 % 10);
        out.writeByte('0' + code % 10);
        out.writeByte(last ? ' ' : '-');
        if (reply.enhancedCode() != null) {
            writeAscii(reply.enhancedCode(), 0, reply.enhancedCode().length(), out);
            out.writeByte(' ');
        }
        writeAscii(text, from, to, out);
        out.writeShort('\r' << 8 | '\n');
    }

    private static void writeAscii(String text, int from, int to, ByteBuf out) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            out.writeByte(c >= ' ' && c < 127 ? c : '?');
        }
    }
}
