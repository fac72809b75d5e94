package org.letterwing.smtp;

/**
 * Reads a mail of lines: finds the end of what follows DATA, and undoes the dot-stuffing (RFC 5321 4.5.2).
 *
 * <p>Only CR LF ends a line, and only CR LF . CR LF the mail. A CR or LF alone is content, and noticed: two servers that
 * see a line's end in different places can be made to see different mails (SMTP smuggling). It is made good on request:
 * LF becomes CR LF, as programs mean it that know no CR, and CR a space, for nobody means a line's end by it.
 */
final class DataScanner {

    private static final byte[] CR_LF = {'\r', '\n'};
    private static final byte[] SPACE = {' '};

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
        /** In a line, and a CR is held back. */
        CR,
        END
    }

    private final Sink sink;
    private final boolean dots;
    private final boolean normalise;
    private State state = State.LINE_START;
    private boolean bareCrOrLf;
    private long line;
    private long longestLine;

    /**
     * Makes a scanner.
     *
     * @param dots whether a dot ends the mail and others are stuffed, as after DATA; BDAT knows neither (RFC 3030 2)
     * @param normalise whether a CR or LF alone is made good
     */
    DataScanner(boolean dots, boolean normalise, Sink sink) {
        this.dots = dots;
        this.normalise = normalise;
        this.sink = sink;
    }

    /** Returns whether a CR or LF alone was seen. */
    boolean hasBareCrOrLf() {
        return bareCrOrLf;
    }

    /** Returns how many octets the longest line has so far, its CR LF included. */
    long longestLine() {
        return Math.max(line, longestLine);
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
            if (state == State.LINE_START && next == '.' && dots) {
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

    /** Ends a mail that has no end of its own. */
    void end() {
        if (state == State.CR) {
            bareCr();
        }
        state = State.END;
    }

    /** Reads up to a dot at the start of a line, or to the end of the octets; passes on as few pieces as it can. */
    private int scanLines(byte[] octets, int from, int to) {
        int at = from;
        if (state == State.CR || state == State.DOT_CR) {
            if (octets[at] == '\n') {
                line += 2;
                pass(CR_LF, 0, 2);
                endLine();
                state = State.LINE_START;
                return at + 1;
            }
            bareCr();
        }
        state = State.IN_LINE;
        int passed = at;
        int counted = at;
        while (true) {
            at = skipText(octets, at, to);
            if (at == to) {
                break;
            }
            byte octet = octets[at++];
            if (octet == '\n') {
                pass(octets, passed, at - 1);
                line += at - counted;
                bareLf();
                passed = at;
                counted = at;
            } else if (octet == '\r' && at == to) {
                pass(octets, passed, at - 1);
                line += at - 1 - counted;
                state = State.CR;
                return to;
            } else if (octet == '\r' && octets[at] == '\n') {
                at++;
                line += at - counted;
                endLine();
                counted = at;
                if (at == to || octets[at] == '.') {
                    pass(octets, passed, at);
                    state = State.LINE_START;
                    return at;
                }
            } else if (octet == '\r') {
                pass(octets, passed, at - 1);
                bareCr();
                passed = at;
            }
        }
        pass(octets, passed, to);
        line += to - counted;
        return to;
    }

    private void pass(byte[] octets, int from, int to) {
        if (from < to) {
            sink.content(octets, from, to);
        }
    }

    private void endLine() {
        longestLine = Math.max(line, longestLine);
        line = 0;
    }

    private void bareCr() {
        bareCrOrLf = true;
        if (normalise) {
            pass(SPACE, 0, 1);
        }
    }

    private void bareLf() {
        bareCrOrLf = true;
        if (normalise) {
            pass(CR_LF, 0, 2);
            endLine();
        }
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
