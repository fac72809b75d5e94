package org.letterwing.queue;

import java.util.Locale;

/**
 * What an address or a domain is like that is looked for: an asterisk stands for any characters, and letters' case does not
 * count.
 *
 * @param text in lower case; empty for any
 */
record AddressPattern(String text) {

    /** So many characters of an address are in the index. */
    private static final int LONGEST_KEY = 200;

    private static final char ANY = '*';

    /** Makes letters lower case. */
    AddressPattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Returns whether everything is meant. */
    boolean isAny() {
        return text.isEmpty();
    }

    /** Returns whether one text alone is meant. */
    boolean isLiteral() {
        return !isAny() && text.indexOf(ANY) < 0;
    }

    /** Returns whether {@link #beginning()} is all that is meant. */
    boolean isBeginning() {
        return isLiteral() && beginning().equals(text);
    }

    /** Returns with what an index finds all that may be meant: characters of ASCII, which each database orders alike. */
    String beginning() {
        int end = 0;
        while (end < Math.min(text.length(), LONGEST_KEY) && text.charAt(end) != ANY && text.charAt(end) < 0x7F) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Returns the least text that is greater than all that begin so. */
    String end() {
        String beginning = beginning();
        int last = beginning.length() - 1;
        return beginning.substring(0, last) + (char) (beginning.charAt(last) + 1);
    }

    /** Returns it for SQL's {@code LIKE} with the escape {@code !}. */
    String like() {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace(ANY, '%');
    }
}
