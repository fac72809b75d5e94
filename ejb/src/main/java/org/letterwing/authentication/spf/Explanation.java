package org.letterwing.authentication.spf;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/** Asks a domain why it lets mail fail (RFC 7208 6.2). */
final class Explanation {

    // RFC 5321 4.5.3.1.5: a line of a reply has room for it
    private static final int LONGEST = 400;

    private Explanation() {}

    /** Returns what it says; empty if nothing, or nothing that could be repeated. */
    static Optional<String> of(Evaluation.Outcome outcome, Names names) {
        if (outcome.result() != SpfResult.FAIL) {
            return Optional.empty();
        }
        return outcome.explanation()
                .flatMap(domain -> domain.name(outcome.values()))
                .flatMap(name -> text(name, names))
                .flatMap(text -> expand(text, outcome.values()));
    }

    private static Optional<String> text(String name, Names names) {
        try {
            List<String> texts = Names.await(names.texts(name));
            return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
        } catch (LookupException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> expand(String text, MacroValues values) {
        if (!MacroString.isPrintable(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MacroParser.explainString(text).text(values, LONGEST))
                    .filter(MacroString::isPrintable);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
