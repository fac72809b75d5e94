package org.letterwing.smtp;

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
        void content(byte[] octets, int from, int to);
    }

    private enum State {
        LINE_START,
        /** A dot at the start of a line, held back. */
        DOT,
        /** A dot at the start of a line and CR, both held back. */
        DOT_CR,
        IN_LINE,
        /** In a line, and the octet before was a CR. */
        CR,
        END
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

    /** Returns whether the end was seen. */
    boolean isAtEnd() {
        return state == State.END;
    }

    /**
     * Reads on.
     *
     * @return up to where octets were read: all of them, unless the end came before
     */
    int scan(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && state != State.END) {
            byte next = octets[at];
            if (state == State.LINE_START && next == '.') {
                state = State.DOT;
                at++;
            } else if (state == State.DOT && next == '\r') {
                state = State.DOT_CR;
                at++;
            } else if (state == State.DOT_CR && next == '\n') {
                state = State.END;
                at++;
            } else {
                at = scanLines(octets, at, to);
            }
        }
        return at;
    }

    /** Reads up to a dot at the start of a line, or to the end of the octets, and passes it on as one piece. */
    private int scanLines(byte[] octets, int from, int to) {
        boolean cr = state == State.CR || state == State.DOT_CR;
        int at = from;
        while (true) {
            if (!cr) {
                at = skipText(octets, at, to);
            }
            if (at == to) {
                break;
            }
            byte octet = octets[at++];
            boolean lineEnd = cr && octet == '\n';
            // The CR that is here may be half of a pair, the one before was not.
            bareCrOrLf |= !lineEnd && (cr || octet == '\n');
            cr = octet == '\r';
            if (lineEnd && (at == to || octets[at] == '.')) {
                state = State.LINE_START;
                sink.content(octets, from, at);
                return at;
            }
        }
        state = cr ? State.CR : State.IN_LINE;
        sink.content(octets, from, to);
        return to;
    }

    /** Returns where the next control character is: this loop sees nearly all octets of all mails. */
    private static int skipText(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && (octets[at] > '\r' || octets[at] < 0)) {
            at++;
        }
        return at;
    }
}
