package org.letterwing.adapter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of addresses whose local part may have wildcards {@code *} and captures <code>{name}</code>.
 *
 * <p>The most specific pattern comes first: one without wildcards, then the one with more characters of its own.
 */
record RecipientPattern(String text, List<String> names, Pattern regex, int literals, int wildcards)
        implements Comparable<RecipientPattern> {

    private static final Pattern PIECE = Pattern.compile("\\*|\\{([A-Za-z][A-Za-z0-9]*)}|([^*{}]+)|.");

    private static final Comparator<RecipientPattern> SPECIFIC_FIRST = Comparator.comparing(
                    (RecipientPattern p) -> p.wildcards > 0)
            .thenComparing(p -> -p.literals)
            .thenComparing(RecipientPattern::wildcards)
            .thenComparing(p -> -p.names.size())
            .thenComparing(RecipientPattern::text);

    /** Parses a pattern; fails with {@link IllegalArgumentException} that tells why. */
    static RecipientPattern parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || !text.chars().allMatch(RecipientPattern::isPlain)) {
            throw new IllegalArgumentException("'" + text + "' is neither an address nor a pattern of addresses");
        }
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        int literals = 0;
        int wildcards = 0;
        Matcher piece = PIECE.matcher(text.substring(0, at));
        while (piece.find()) {
            if (piece.group(2) != null) {
                regex.append(Pattern.quote(piece.group(2)));
                literals += piece.group(2).length();
            } else if (piece.group(1) != null && !names.contains(piece.group(1))) {
                names.add(piece.group(1));
                regex.append("(.+)");
                wildcards++;
            } else if (piece.group().equals("*")) {
                regex.append(".*");
                wildcards++;
            } else {
                throw new IllegalArgumentException("'" + text + "' has a '" + piece.group() + "' that means nothing");
            }
        }
        regex.append(Pattern.quote(text.substring(at)));
        return new RecipientPattern(
                text.toLowerCase(Locale.ROOT),
                List.copyOf(names),
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                literals,
                wildcards);
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != 0x7f && c != '"' && c != '<' && c != '>' && c != ',';
    }

    /** Returns what the names stand for in an address, or empty if the address is none of the pattern's. */
    Optional<Map<String, String>> captures(String address) {
        Matcher matcher = regex.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> captures = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            captures.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(captures);
    }

    @Override
    public int compareTo(RecipientPattern other) {
        return SPECIFIC_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
