package org.letterwing.imap;

import java.util.Arrays;
import java.util.Optional;

/** What a client can switch on (RFC 5161), or does by using it. */
enum Enabled {
    IMAP4REV2("IMAP4rev2"),
    CONDSTORE("CONDSTORE"),
    QRESYNC("QRESYNC"),
    UTF8_ACCEPT("UTF8=ACCEPT");

    private final String capability;

    Enabled(String capability) {
        this.capability = capability;
    }

    String capability() {
        return capability;
    }

    static Optional<Enabled> of(String capability) {
        return Arrays.stream(values())
                .filter(enabled -> enabled.capability.equalsIgnoreCase(capability))
                .findFirst();
    }
}
