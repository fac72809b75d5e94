package org.letterwing.imap;

import java.util.Arrays;
import java.util.Optional;

/** What FETCH asks for by a name alone (RFC 9051 6.4.5, RFC 7162 3.1.4, RFC 8474 5). */
enum FetchAttribute implements FetchItem {
    UID("UID"),
    FLAGS("FLAGS"),
    INTERNALDATE("INTERNALDATE"),
    SIZE("RFC822.SIZE"),
    ENVELOPE("ENVELOPE"),
    BODYSTRUCTURE("BODYSTRUCTURE"),
    BODY("BODY"),
    MODSEQ("MODSEQ"),
    EMAILID("EMAILID"),
    THREADID("THREADID");

    private final String imapName;

    FetchAttribute(String imapName) {
        this.imapName = imapName;
    }

    String imapName() {
        return imapName;
    }

    static Optional<FetchAttribute> of(String name) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.imapName.equals(name))
                .findFirst();
    }
}
