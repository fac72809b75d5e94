package org.letterwing.authentication.spf;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.DnsName;

/** A text with macros (RFC 7208 7.1), which are known when a mail is checked. Immutable. */
record MacroString(List<Part> parts) {

    private static final int LONGEST_NAME = 253;

    /** A piece of it. */
    sealed interface Part permits Literal, Macro {

        /** Returns what it stands for. */
        String expand(MacroValues values);
    }

    /** A piece that stands for itself. */
    record Literal(String text) implements Part {

        @Override
        public String expand(MacroValues values) {
            return text;
        }
    }

    /** Returns whether a text has printable characters of US-ASCII alone. */
    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Returns whether one of the letters is used. */
    boolean uses(String letters) {
        return parts.stream().anyMatch(part -> part instanceof Macro macro && letters.indexOf(macro.letter()) >= 0);
    }

    /**
     * Returns the name of a domain without a dot at its end (RFC 7208 4.8); empty if a local part should be in it and can't,
     * so that nothing matches.
     */
    Optional<String> name(MacroValues values) {
        if (uses("sl") && !isPrintable(values.claim().localPart())) {
            return Optional.empty(); // RFC 8616 4
        }
        // RFC 7208 7.3: a name that is too long loses labels from the left, which are not even made.
        var name = new StringBuilder();
        for (int i = parts.size() - 1; i >= 0 && name.length() <= LONGEST_NAME + 1; i--) {
            name.insert(0, parts.get(i).expand(values));
        }
        String whole = DnsName.withoutFinalDot(name.toString());
        if (whole.length() <= LONGEST_NAME) {
            return Optional.of(whole);
        }
        int dot = whole.indexOf('.', whole.length() - LONGEST_NAME - 1);
        return Optional.of(whole.substring(dot + 1)); // without a dot it is no name, and stays so
    }

    /**
     * Returns the text of an explanation.
     *
     * @param longest how many characters it may have; the rest is cut off
     */
    String text(MacroValues values, int longest) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.size() && text.length() <= longest; i++) {
            text.append(parts.get(i).expand(values));
        }
        text.setLength(Math.min(text.length(), longest));
        return text.toString();
    }
}
