package org.letterwing.sending;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a mail as SMTP has it, each line ended by CR LF, and sees what it asks of those who take it. Used by one thread.
 */
final class WireForm extends OutputStream {

    private static final int BUFFER = 8192;

    private final OutputStream out;
    private final int mostHeader;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private boolean afterCr;
    private boolean lineIsEmpty = true;
    private boolean inHeader = true;
    private int headerOctets;
    private boolean internationalHeader;
    private boolean eightBitBody;

    /**
     * Makes one.
     *
     * @param mostHeader the largest header, in octets
     */
    WireForm(OutputStream out, int mostHeader) {
        this.out = out;
        this.mostHeader = mostHeader;
    }

    /** Returns whether the header has characters beyond ASCII (RFC 6532). */
    boolean hasInternationalHeader() {
        return internationalHeader;
    }

    /** Returns whether the body has octets beyond ASCII (RFC 6152). */
    boolean hasEightBitBody() {
        return eightBitBody;
    }

    @Override
    public void write(int octet) throws IOException {
        take((byte) octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            take(octets[i]);
        }
    }

    /** Ends the last line if it has no end, and writes all on. */
    void end() throws IOException {
        if (afterCr || !lineIsEmpty) {
            endOfLine();
        }
        out.write(buffer, 0, buffered);
        buffered = 0;
    }

    /** A CR or LF alone ends a line too, as Jakarta Mail has it. */
    private void take(byte octet) throws IOException {
        if (octet == '\n') {
            endOfLine();
            return;
        }
        if (afterCr) {
            endOfLine();
        }
        if (octet == '\r') {
            afterCr = true;
            return;
        }
        lineIsEmpty = false;
        if (octet < 0) {
            internationalHeader |= inHeader;
            eightBitBody |= !inHeader;
        }
        put(octet);
    }

    private void endOfLine() throws IOException {
        put((byte) '\r');
        put((byte) '\n');
        inHeader &= !lineIsEmpty;
        lineIsEmpty = true;
        afterCr = false;
    }

    private void put(byte octet) throws IOException {
        if (inHeader && ++headerOctets > mostHeader) {
            throw new TooLargeException(
                    "its header has more than " + mostHeader + " octets; letterwing.smtp.max-header allows more");
        }
        if (buffered == BUFFER) {
            out.write(buffer, 0, buffered);
            buffered = 0;
        }
        buffer[buffered++] = octet;
    }
}
