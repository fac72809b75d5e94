package org.letterwing.authentication.dkim;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.letterwing.authentication.message.MessageHeader;

/** Which fields of a message are signed (RFC 6376 5.4.1). */
final class SignedFields {

    private static final List<String> NAMES = List.of(
            "from",
            "reply-to",
            "subject",
            "date",
            "to",
            "cc",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "sender",
            "in-reply-to",
            "references",
            "list-id",
            "list-help",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "list-subscribe",
            "list-post",
            "list-owner",
            "list-archive");

    /** Nobody may add one of these (RFC 6376 8.15): a reader would show it instead of what was signed. */
    private static final Set<String> SEALED = Set.of(
            "from",
            "reply-to",
            "subject",
            "date",
            "to",
            "cc",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    /** There may be one of each (RFC 5322 3.6); a message that has very many would make the signature as long. */
    private static final int MOST_OF_A_NAME = 20;

    private SignedFields() {}

    /** Returns the names as tag {@code h} lists them, with further ones. */
    static List<String> of(MessageHeader header, String... further) {
        return Stream.concat(NAMES.stream(), Stream.of(further))
                .flatMap(name -> {
                    int there = Math.min(header.fields(name).size(), MOST_OF_A_NAME);
                    return Collections.nCopies(SEALED.contains(name) ? there + 1 : there, name).stream();
                })
                .toList();
    }
}
