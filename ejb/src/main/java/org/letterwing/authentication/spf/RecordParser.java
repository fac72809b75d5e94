package org.letterwing.authentication.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.authentication.spf.SpfRecord.Directive;

/** Reads a record (RFC 7208 4.6.1). What is malformed anywhere in it is found. */
final class RecordParser {

    private static final String VERSION = "v=spf1";
    private static final Pattern MODIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private final List<Directive> directives = new ArrayList<>();
    private Optional<MacroString> redirect = Optional.empty();
    private Optional<MacroString> explanation = Optional.empty();

    private RecordParser() {}

    /** Returns whether a text of DNS is meant to be a record (RFC 7208 4.5). */
    static boolean isRecord(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /** Reads a text that {@link #isRecord}. DNS bounds how long it is. */
    static SpfRecord parse(String text) throws MalformedException {
        if (!MacroString.isPrintable(text)) {
            throw new MalformedException(VERSION, "is followed by characters that are not of US-ASCII, or invisible");
        }
        var parser = new RecordParser();
        for (String term : text.substring(VERSION.length()).split(" ")) {
            if (!term.isEmpty()) {
                parser.term(term);
            }
        }
        return new SpfRecord(List.copyOf(parser.directives), parser.redirect, parser.explanation);
    }

    private void term(String term) throws MalformedException {
        int end = 0;
        while (end < term.length() && ":/=".indexOf(term.charAt(end)) < 0) {
            end++;
        }
        if (term.startsWith("=", end)) {
            modifier(term, term.substring(0, end), term.substring(end + 1));
        } else {
            int start = "+-~?".indexOf(term.charAt(0)) < 0 ? 0 : 1;
            String name = term.substring(start, end).toLowerCase(Locale.ROOT);
            Mechanism mechanism = new MechanismParser(term, term.substring(end)).parse(name);
            directives.add(new Directive(result(term.charAt(0)), mechanism));
        }
    }

    // RFC 7208 4.6.2
    private static SpfResult result(char qualifier) {
        return switch (qualifier) {
            case '-' -> SpfResult.FAIL;
            case '~' -> SpfResult.SOFTFAIL;
            case '?' -> SpfResult.NEUTRAL;
            default -> SpfResult.PASS;
        };
    }

    private void modifier(String term, String name, String value) throws MalformedException {
        if (!MODIFIER.matcher(name).matches()) {
            throw new MalformedException(term, "is no modifier");
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "redirect" -> redirect = Optional.of(once(redirect, term, value));
            case "exp" -> explanation = Optional.of(once(explanation, term, value));
            default -> MacroParser.macroString(value); // RFC 7208 6: ignored, unless malformed
        }
    }

    private static MacroString once(Optional<MacroString> before, String term, String value) throws MalformedException {
        if (before.isPresent()) {
            throw new MalformedException(term, "comes second, where one is allowed"); // RFC 7208 6
        }
        return MacroParser.domainSpec(value);
    }
}
