package org.letterwing.smtp;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of the mail in what follows DATA, and undoes the dot-stuffing (RFC 5321 4.5.2).
 *
 * <p>Only CR LF . CR LF is the end. A CR or LF alone is content, and noticed: two servers that see a line's end in
 * different places can be made to see different mails (SMTP smuggling).
 */
final class DataScanner {

    /** Takes the content. */
    @FunctionalInterface
    interface Sink {

        /** Takes octets of the content; they are valid during the call. */
        void content(ByteBuf source, int index, int length);
    }

    private enum State {
        LINE_START,
        /** A dot at the start of a line, held back. */
        DOT,
        /** A dot at the start of a line and CR, both held back. */
        DOT_CR,
        IN_LINE,
        /** In a line, and the octet before was a CR. */
        CR
    }

    private final Sink sink;
    private State state = State.LINE_START;
    private boolean bareCrOrLf;

    DataScanner(Sink sink) {
        this.sink = sink;
    }

    /** Returns whether a CR or LF alone was seen. */
    boolean hasBareCrOrLf() {
        return bareCrOrLf;
    }

    /**
     * Reads on.
     *
     * @return whether the end was found; what follows it stays in the buffer
     */
    boolean scan(ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.getByte(in.readerIndex());
            switch (state) {
                case LINE_START -> {
                    if (next == '.') {
                        in.skipBytes(1);
                        state = State.DOT;
                    } else {
                        scanLines(in);
                    }
                }
                case DOT -> {
                    if (next == '\r') {
                        in.skipBytes(1);
                        state = State.DOT_CR;
                    } else {
                        scanLines(in);
                    }
                }
                case DOT_CR -> {
                    if (next == '\n') {
                        in.skipBytes(1);
                        return true;
                    }
                    bareCrOrLf = true;
                    state = next == '\r' ? State.CR : State.IN_LINE;
                    in.skipBytes(state == State.CR ? 1 : 0);
                }
                case CR -> {
                    if (next == '\n') {
                        sink.content(in, in.readerIndex(), 1);
                        in.skipBytes(1);
                        state = State.LINE_START;
                    } else {
                        bareCrOrLf = true;
                        scanLines(in);
                    }
                }
                case IN_LINE -> scanLines(in);
            }
        }
        return false;
    }

    /** Reads up to a dot at the start of a line, or to the end of the buffer, and passes it on as one piece. */
    private void scanLines(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int line = start;
        while (true) {
            int lf = in.indexOf(line, end, (byte) '\n');
            if (lf < 0) {
                endInLine(in, line, end);
                pass(in, start, end);
                return;
            }
            int cr = in.indexOf(line, lf, (byte) '\r');
            boolean crBefore = lf > line && in.getByte(lf - 1) == '\r';
            if (!crBefore || cr != lf - 1) {
                bareCrOrLf = true;
            }
            line = lf + 1;
            if (crBefore && line == end) {
                state = State.LINE_START;
                pass(in, start, end);
                return;
            }
            if (crBefore && in.getByte(line) == '.') {
                state = State.DOT;
                pass(in, start, line);
                in.readerIndex(line + 1);
                return;
            }
        }
    }

    private void endInLine(ByteBuf in, int line, int end) {
        int cr = in.indexOf(line, end, (byte) '\r');
        boolean crLast = end > line && in.getByte(end - 1) == '\r';
        if (cr >= 0 && cr != end - 1) {
            bareCrOrLf = true;
        }
        state = crLast ? State.CR : State.IN_LINE;
    }

    private void pass(ByteBuf in, int start, int end) {
        if (end > start) {
            sink.content(in, start, end - start);
        }
        in.readerIndex(end);
    }
}
