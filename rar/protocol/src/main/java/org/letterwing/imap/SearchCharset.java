package org.letterwing.imap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charset of a search's texts (RFC 9051 6.4.4): those that Java knows. */
final class SearchCharset {

    private SearchCharset() {}

    /** Returns the charset of a name; null if nobody knows it. */
    static Charset of(String name) {
        try {
            // Who says US-ASCII and sends more means UTF-8.
            return name.equalsIgnoreCase("US-ASCII") ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
