package org.letterwing.imap;

import java.util.EnumSet;
import java.util.Set;

/** What a client wants to know of what a search finds (RFC 4731 3.1, RFC 5182 2.1, RFC 5267 3). */
enum ReturnOptions {
    MIN,
    MAX,
    ALL,
    COUNT,
    SAVE;

    /** Reads {@code RETURN (…)} and the space behind it, if they come next; null if they don't. */
    static Set<ReturnOptions> parse(Arguments arguments) throws SyntaxException {
        if (!arguments.peekKeyword().equals("RETURN")) {
            return null;
        }
        arguments.keyword();
        arguments.space();
        Set<ReturnOptions> options = EnumSet.noneOf(ReturnOptions.class);
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            try {
                options.add(valueOf(arguments.keyword()));
            } catch (IllegalArgumentException e) {
                throw new SyntaxException("Unknown option of RETURN");
            }
        }
        arguments.space();
        // RFC 4731 3.1
        return options.isEmpty() ? EnumSet.of(ALL) : options;
    }
}
