package org.letterwing.pop3;

/** Finds the line ends in octets that come one by one. Only CR LF ends a line. */
final class LineEnds {

    /** How long a blank line is: CR LF alone. */
    static final int BLANK = 2;

    private long length;
    private boolean afterCr;

    /** Returns whether the next octet is the first one of a line. */
    boolean atLineStart() {
        return length == 0;
    }

    /**
     * Takes the next octet.
     *
     * @return the length of the line that ends with this octet, its CR LF included; 0 if none does
     */
    long next(byte octet) {
        length++;
        if (octet != '\n' || !afterCr) {
            afterCr = octet == '\r';
            return 0;
        }
        long ended = length;
        length = 0;
        afterCr = false;
        return ended;
    }
}
