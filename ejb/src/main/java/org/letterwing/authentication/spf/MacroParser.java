package org.letterwing.authentication.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.spf.MacroString.Literal;
import org.letterwing.authentication.spf.MacroString.Part;

/** Reads texts with macros (RFC 7208 7.1) of printable characters. */
final class MacroParser {

    private static final String LETTERS = "slodipvh";
    private static final String EXPLANATION_LETTERS = LETTERS + "crt"; // RFC 7208 7.2

    private static final Pattern MACRO = Pattern.compile("%\\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)\\}");
    private static final Pattern TOP_LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    private final String text;
    private final String letters;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private int literal; // where it begins: behind the last macro

    private MacroParser(String text, String letters) {
        this.text = text;
        this.letters = letters;
    }

    /** Reads what an unknown modifier holds. */
    static MacroString macroString(String text) throws MalformedException {
        return new MacroParser(text, LETTERS).parse();
    }

    /** Reads the text of an explanation, which may have spaces. */
    static MacroString explainString(String text) throws MalformedException {
        return new MacroParser(text, EXPLANATION_LETTERS).parse();
    }

    /** Reads the name of a domain. */
    static MacroString domainSpec(String text) throws MalformedException {
        var parser = new MacroParser(text, LETTERS);
        MacroString parsed = parser.parse();
        String end = text.substring(parser.literal);
        if (text.isEmpty() || !end.isEmpty() && !endsInTopLabel(DnsName.withoutFinalDot(end))) {
            throw new MalformedException(text, "is not the name of a domain");
        }
        return parsed;
    }

    private static boolean endsInTopLabel(String text) {
        int dot = text.lastIndexOf('.');
        String label = text.substring(dot + 1);
        return dot >= 0 && TOP_LABEL.matcher(label).matches() && !label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private MacroString parse() throws MalformedException {
        Matcher macro = MACRO.matcher(text);
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', at)) {
            at = percent;
            endLiteral();
            if (text.startsWith("%%", at)) {
                add(new Literal("%"), 2);
            } else if (text.startsWith("%_", at)) {
                add(new Literal(" "), 2);
            } else if (text.startsWith("%-", at)) {
                add(new Literal("%20"), 2);
            } else if (macro.region(at, text.length()).lookingAt()) {
                add(macro(macro), macro.group().length());
            } else {
                throw malformed();
            }
        }
        at = text.length();
        endLiteral();
        return new MacroString(List.copyOf(parts));
    }

    private void endLiteral() {
        if (at > literal) {
            parts.add(new Literal(text.substring(literal, at)));
        }
    }

    private void add(Part part, int length) {
        parts.add(part);
        at += length;
        literal = at;
    }

    private Macro macro(Matcher macro) throws MalformedException {
        char letter = macro.group(1).charAt(0);
        char lower = macro.group(1).toLowerCase(Locale.ROOT).charAt(0);
        if (letters.indexOf(lower) < 0) {
            throw malformed();
        }
        boolean reversed = !macro.group(3).isEmpty();
        String delimiters = macro.group(4).isEmpty() ? "." : macro.group(4);
        return new Macro(lower, count(macro.group(2)), reversed, delimiters, letter != lower);
    }

    // RFC 7208 7.3
    private int count(String digits) throws MalformedException {
        if (digits.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        int count = 0;
        for (int i = 0; i < digits.length(); i++) {
            count = Math.min(10 * count + digits.charAt(i) - '0', 1 << 20); // no name has so many parts
        }
        if (count == 0) {
            throw malformed();
        }
        return count;
    }

    private MalformedException malformed() {
        return new MalformedException(text.substring(at), "begins with no macro");
    }
}
