package org.letterwing.smtp;

/** BINARYMIME (RFC 3030): mails may have a CR or LF alone. Its value of BODY is {@link EightBitMimeExtension}'s. */
final class BinaryMimeExtension implements Extension {

    @Override
    public String ehloLine() {
        return "BINARYMIME";
    }
}
