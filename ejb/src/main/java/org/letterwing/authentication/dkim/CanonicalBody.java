package org.letterwing.authentication.dkim;

import org.letterwing.authentication.message.MessageReader;

/**
 * Makes a body canonical (RFC 6376 3.4.3, 3.4.4), however it is cut into pieces and however long its lines are. LF alone ends
 * a line too. Not thread-safe.
 */
final class CanonicalBody implements MessageReader.Sink {

    private static final int BUFFER = 8192;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] SPACE = {' '};

    private final boolean relaxed;
    private final MessageReader.Sink output;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;

    // What was seen and is written as soon as something follows, in this order.
    private long lineEnds;
    private boolean space;
    private boolean carriageReturn;

    private boolean written;

    CanonicalBody(Canonicalization kind, MessageReader.Sink output) {
        relaxed = kind == Canonicalization.RELAXED;
        this.output = output;
    }

    @Override
    public void accept(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            int run = at;
            while (at < to && isPlain(octets[at])) {
                at++;
            }
            if (at > run) {
                writePending();
                write(octets, run, at);
            }
            if (at < to) {
                special(octets[at++]);
            }
        }
    }

    private boolean isPlain(byte octet) {
        return octet > ' '
                || octet < 0
                || octet != '\r' && octet != '\n' && (!relaxed || octet != ' ' && octet != '\t');
    }

    private void special(byte octet) {
        if (octet == '\n') {
            carriageReturn = false;
            space = false;
            lineEnds++;
            return;
        }
        if (carriageReturn) {
            writePending();
        }
        if (octet == '\r') {
            carriageReturn = true;
        } else {
            space = true;
        }
    }

    private void writePending() {
        written = true;
        for (; lineEnds > 0; lineEnds--) {
            write(LINE_END, 0, LINE_END.length);
        }
        if (space) {
            write(SPACE, 0, 1);
            space = false;
        }
        if (carriageReturn) {
            write(LINE_END, 0, 1);
            carriageReturn = false;
        }
    }

    /** Says that this was the body: empty lines at its end don't count, and its last line has an end. */
    void finish() {
        if (carriageReturn) {
            writePending();
        }
        if (written || !relaxed) {
            write(LINE_END, 0, LINE_END.length);
        }
        output.accept(buffer, 0, buffered);
    }

    private void write(byte[] octets, int from, int to) {
        if (to - from > BUFFER - buffered) {
            output.accept(buffer, 0, buffered);
            buffered = 0;
        }
        if (to - from > BUFFER) {
            output.accept(octets, from, to);
        } else {
            System.arraycopy(octets, from, buffer, buffered, to - from);
            buffered += to - from;
        }
    }
}
