package org.letterwing.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes in quoted-printable (RFC 2045 6.7): CR LF stays the end of a line, and no octet is lost, whatever they are.
 * Closing it ends the body, not the stream below.
 */
final class QuotedPrintableStream extends OutputStream {

    // Of 76 characters in a line, the last may be the soft line break's.
    private static final int LONGEST_LINE = 75;
    private static final int NONE = -1;
    private static final byte[] NEW_LINE = {'\r', '\n'};
    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private int column;
    private boolean crHeld;
    private int spaceHeld = NONE;

    QuotedPrintableStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        int octet = value & 0xff;
        if (crHeld) {
            crHeld = false;
            if (octet == '\n') {
                endLine();
                return;
            }
            passSpace();
            hexadecimal('\r');
        }
        if (octet == '\r') {
            crHeld = true;
            return;
        }
        passSpace();
        if (octet == ' ' || octet == '\t') {
            spaceHeld = octet;
        } else if (octet > ' ' && octet < 0x7f && octet != '=') {
            literal(octet);
        } else {
            hexadecimal(octet);
        }
    }

    /** White space at the end of a line would get lost on the way. */
    private void endLine() throws IOException {
        if (spaceHeld != NONE) {
            hexadecimal(spaceHeld);
            spaceHeld = NONE;
        }
        out.write(NEW_LINE);
        column = 0;
    }

    private void passSpace() throws IOException {
        if (spaceHeld != NONE) {
            literal(spaceHeld);
            spaceHeld = NONE;
        }
    }

    private void literal(int octet) throws IOException {
        if (makeRoom(1) && octet == '-') {
            hexadecimal(octet); // a line that begins here must not look like a delimiter (RFC 2046 5.1.1)
            return;
        }
        out.write(octet);
        column++;
    }

    private void hexadecimal(int octet) throws IOException {
        makeRoom(3);
        out.write('=');
        out.write(DIGITS[octet >> 4]);
        out.write(DIGITS[octet & 15]);
        column += 3;
    }

    /** Returns whether a line was begun for it. */
    private boolean makeRoom(int characters) throws IOException {
        if (column + characters <= LONGEST_LINE) {
            return false;
        }
        out.write(SOFT_BREAK);
        column = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        if (crHeld) {
            crHeld = false;
            passSpace();
            hexadecimal('\r');
        }
        if (spaceHeld != NONE) {
            hexadecimal(spaceHeld);
            spaceHeld = NONE;
        }
    }
}
