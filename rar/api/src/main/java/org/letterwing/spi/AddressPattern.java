package org.letterwing.spi;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that an application takes: {@code orders@shop.example}, {@code returns+*@shop.example}, {@code *@shop.example}
 * or {@code orders+{id}@shop.example}. In the local part {@code *} stands for any characters, and <code>{name}</code> for
 * at least one, which have that name. Case counts for nothing.
 *
 * <p>Immutable and thread-safe. The order is that in which patterns are tried: an address before all with wildcards, then
 * those with more characters of their own, then those with fewer wildcards. Patterns that stand at the same place are
 * not equal for it.
 */
public final class AddressPattern {

    /** Those that are tried first are first. */
    public static final Comparator<AddressPattern> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (AddressPattern p) -> p.wildcards > 0)
            .thenComparing(p -> -p.literals)
            .thenComparing(p -> p.wildcards);

    /** More would make an address slow to match. */
    private static final int MOST_WILDCARDS = 4;

    // RFC 5321 4.5.3.1.1 counts octets of an address; names of captures come on top.
    private static final int LONGEST = 320;

    private static final Pattern WILDCARD = Pattern.compile("\\*|\\{([A-Za-z][A-Za-z0-9]{0,30})}");
    private static final char ANY = '\uffff';
    private static final char ONE = '\ufffe';

    private final String text;
    private final String domain;
    private final Pattern regex;
    private final List<String> names;
    private final String shape;
    private final int literals;
    private final int wildcards;

    private AddressPattern(String text, String domain, Pattern regex, List<String> names, String shape) {
        this.text = text;
        this.domain = domain;
        this.regex = regex;
        this.names = names;
        this.shape = shape;
        wildcards = (int) shape.chars().filter(c -> c == ANY).count();
        literals = (int) shape.chars().filter(c -> c != ANY && c != ONE).count();
    }

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is none; its message says why
     */
    public static AddressPattern parse(String pattern) {
        String text = pattern.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.length() > LONGEST || !isPlain(text)) {
            throw wrong(text, "is neither an address such as orders@shop.example nor a pattern such as *@shop.example");
        }
        String domain = text.substring(at + 1).toLowerCase(Locale.ROOT);
        if (domain.contains("*") || domain.contains("{")) {
            throw wrong(text, "has a wildcard in its domain: name each domain");
        }
        StringBuilder regex = new StringBuilder();
        StringBuilder shape = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        List<String> names = new ArrayList<>();
        String local = text.substring(0, at);
        Matcher wildcard = WILDCARD.matcher(local);
        int from = 0;
        int count = 0;
        while (wildcard.find()) {
            String literal = local.substring(from, wildcard.start()).toLowerCase(Locale.ROOT);
            if (count++ > 0 && literal.isEmpty()) {
                throw wrong(text, "has two wildcards side by side");
            }
            append(literal, regex, shape, shown);
            if (wildcard.group(1) == null) {
                regex.append(".*?");
                shape.append(ANY);
            } else {
                if (names.contains(wildcard.group(1))) {
                    throw wrong(text, "has the name {" + wildcard.group(1) + "} twice");
                }
                names.add(wildcard.group(1));
                regex.append("(.+?)");
                shape.append(ONE).append(ANY);
            }
            shown.append(wildcard.group());
            from = wildcard.end();
        }
        append(local.substring(from).toLowerCase(Locale.ROOT), regex, shape, shown);
        if (count > MOST_WILDCARDS) {
            throw wrong(text, "has more than " + MOST_WILDCARDS + " wildcards");
        }
        if (shape.indexOf("{") >= 0 || shape.indexOf("}") >= 0) {
            throw wrong(text, "has braces that are no {name} of letters and digits");
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
        return new AddressPattern(shown + "@" + domain, domain, compiled, List.copyOf(names), shape.toString());
    }

    private static void append(String literal, StringBuilder regex, StringBuilder shape, StringBuilder shown) {
        regex.append(literal.isEmpty() ? "" : Pattern.quote(literal));
        shape.append(literal);
        shown.append(literal);
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(c -> c <= ' ' || c == ',' || Character.isISOControl(c) || c >= ONE);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' " + why);
    }

    private static String ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the domain in lower case, in A-labels or U-labels as it was given. */
    public String domain() {
        return domain;
    }

    /** Returns what stands before the domain, as it can be parsed again. */
    public String localPart() {
        return text.substring(0, text.length() - domain.length() - 1);
    }

    /** Returns the names of what it captures, in their order. */
    public List<String> names() {
        return names;
    }

    /** Returns whether it is one address, without wildcards. */
    public boolean isExact() {
        return wildcards == 0;
    }

    /** Returns whether an address is one of these. */
    public boolean matches(String address) {
        return captures(address).isPresent();
    }

    /** Returns what stands in an address for the names, in lower case; empty if the address is none of these. */
    public Optional<Map<String, String>> captures(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || !ascii(address.substring(at + 1)).equals(ascii(domain))) {
            return Optional.empty();
        }
        Matcher matcher = regex.matcher(address.substring(0, at).toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> captures = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            captures.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(captures);
    }

    /** Returns whether nothing says which of the two an address belongs to that both match, and there is such one. */
    public boolean isAmbiguousWith(AddressPattern other) {
        return ascii(domain).equals(ascii(other.domain))
                && MOST_SPECIFIC_FIRST.compare(this, other) == 0
                && overlaps(other.shape);
    }

    /** Returns whether a local part matches both shapes: each pair of their ends is looked at once. */
    private boolean overlaps(String other) {
        boolean[][] common = new boolean[shape.length() + 1][other.length() + 1];
        for (int i = shape.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                common[i][j] = isCommon(i, j, other, common);
            }
        }
        return common[0][0];
    }

    private boolean isCommon(int i, int j, String other, boolean[][] common) {
        boolean ended = i == shape.length();
        boolean otherEnded = j == other.length();
        if (ended && otherEnded) {
            return true;
        }
        if (!ended && shape.charAt(i) == ANY) {
            return common[i + 1][j] || !otherEnded && common[i][j + 1];
        }
        if (!otherEnded && other.charAt(j) == ANY) {
            return common[i][j + 1] || !ended && common[i + 1][j];
        }
        if (ended || otherEnded) {
            return false;
        }
        char one = shape.charAt(i);
        char two = other.charAt(j);
        return (one == two || one == ONE || two == ONE) && common[i + 1][j + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the pattern as it can be parsed again, what is no name in lower case. */
    @Override
    public String toString() {
        return text;
    }
}
