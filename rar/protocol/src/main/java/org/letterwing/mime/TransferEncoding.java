package org.letterwing.mime;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How a body stands in a mail (RFC 2045 6). The first three say what octets it has as it is, each more than the last. */
public enum TransferEncoding {
    /** Lines of up to 998 octets, all in ASCII and none NUL. */
    SEVEN_BIT("7bit"),
    /** Lines of up to 998 octets, none NUL. */
    EIGHT_BIT("8bit"),
    /** Any octets. */
    BINARY("binary"),
    /** Text in which what is not ASCII stands in hexadecimal digits. */
    QUOTED_PRINTABLE("quoted-printable"),
    /** Letters and digits for any octets. */
    BASE64("base64");

    private final String word;

    TransferEncoding(String word) {
        this.word = word;
    }

    /** Reads what Content-Transfer-Encoding says; empty if it isn't known. */
    static Optional<TransferEncoding> of(String text) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.word.equalsIgnoreCase(text))
                .findFirst();
    }

    /** Returns whether the body stands there as it is. */
    boolean isIdentity() {
        return compareTo(BINARY) <= 0;
    }

    /** Returns a stream that writes in this encoding; it has to be closed at the body's end. */
    OutputStream into(OutputStream out) {
        return switch (this) {
            case QUOTED_PRINTABLE -> new QuotedPrintableStream(out);
            case BASE64 -> Base64.getMimeEncoder().wrap(out);
            default -> out;
        };
    }

    /** Returns the word in Content-Transfer-Encoding. */
    @Override
    public String toString() {
        return word;
    }
}
