package org.letterwing.authentication.dmarc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of a record of DMARC (RFC 7489 6.4), whatever they mean. Unlike a list of DKIM it counts as far as it can be
 * read, and the letters' case of its tags does not matter.
 *
 * @param values by the tags' names in lower case
 */
public record RecordTags(Map<String, String> values) {

    private static final String VERSION_TAG = "v";
    private static final String VERSION = "DMARC1";

    /** Copies the values. */
    public RecordTags {
        values = Map.copyOf(values);
    }

    /** Reads a record; empty if it is none of DMARC, or has a tag twice (RFC 6376 3.2). */
    public static Optional<RecordTags> parse(String text) {
        if (!isDmarc(text)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String tag : text.split(";")) {
            int equals = tag.indexOf('=');
            // RFC 7489 6.3: what is no tag doesn't matter.
            if (equals >= 0) {
                String name = tag.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                if (values.put(name, tag.substring(equals + 1).strip()) != null) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new RecordTags(values));
    }

    /** Returns whether the first tag says that a text is a record of DMARC, good or not (RFC 7489 6.6.3). */
    static boolean isDmarc(String text) {
        String[] version = text.split(";", 2)[0].split("=", 2);
        return version.length == 2
                && version[0].strip().equalsIgnoreCase(VERSION_TAG)
                && version[1].strip().equals(VERSION);
    }

    /** Returns a tag's value. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
