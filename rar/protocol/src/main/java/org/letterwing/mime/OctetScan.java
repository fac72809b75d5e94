package org.letterwing.mime;

/** What octets a body has, however they arrive (RFC 2045 2.7 to 2.9). */
final class OctetScan {

    private static final int LONGEST_LINE = 998;

    private boolean eightBit;
    private boolean nul;
    private boolean bareNewline;
    private boolean longLine;
    private int line;
    private boolean cr;

    void read(byte[] octets, int from, int to) {
        for (int at = from; at < to; at++) {
            read(octets[at]);
        }
    }

    private void read(byte octet) {
        eightBit |= octet < 0;
        nul |= octet == 0;
        if (octet == '\n') {
            bareNewline |= !cr;
            line = 0;
        } else {
            bareNewline |= cr;
            longLine |= octet != '\r' && ++line > LONGEST_LINE;
        }
        cr = octet == '\r';
    }

    boolean isEightBit() {
        return eightBit;
    }

    /** Returns whether there are lines alone, however long. */
    boolean isText() {
        return !nul && !bareNewline && !cr;
    }

    /** Returns whether a body that goes as it is, such as {@code 7bit}, may have these octets, not minding long lines. */
    boolean hasOctetsOf(TransferEncoding encoding) {
        return switch (encoding) {
            case SEVEN_BIT -> isText() && !eightBit;
            case EIGHT_BIT -> isText();
            default -> true;
        };
    }

    /** Returns whether all rules for a body that goes as it is are kept. */
    boolean keeps(TransferEncoding encoding) {
        return hasOctetsOf(encoding) && (!longLine || encoding == TransferEncoding.BINARY);
    }
}
