package org.letterwing.imap;

import java.util.OptionalLong;

/**
 * Which of the messages a FETCH is for (RFC 7162 3.1.4.1, 3.2.6).
 *
 * @param changedSince only those that have changed since this modification sequence
 * @param vanished whether the client wants to know of those that are gone
 */
record FetchModifiers(OptionalLong changedSince, boolean vanished) {

    /** Reads the modifiers, if there are any. */
    static FetchModifiers parse(Arguments arguments) throws SyntaxException {
        OptionalLong changedSince = OptionalLong.empty();
        boolean vanished = false;
        if (arguments.skip(' ')) {
            arguments.listBegins();
            for (boolean first = true; arguments.listGoesOn(first); first = false) {
                switch (arguments.keyword()) {
                    case "CHANGEDSINCE" -> {
                        arguments.space();
                        changedSince = OptionalLong.of(arguments.number64());
                    }
                    case "VANISHED" -> vanished = true;
                    default -> throw new SyntaxException("Unknown modifier of FETCH");
                }
            }
        }
        if (vanished && changedSince.isEmpty()) {
            throw new SyntaxException("VANISHED comes with CHANGEDSINCE");
        }
        return new FetchModifiers(changedSince, vanished);
    }
}
