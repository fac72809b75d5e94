package org.letterwing.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.resource.spi.InvalidPropertyException;

/**
 * The addresses that an application's listener takes: one address, or all of a domain.
 *
 * @param localPart in lower case; {@code *} for all
 * @param domain in lower case
 */
record AddressPattern(String localPart, String domain) {

    private static final String ANY = "*";

    /** Parses a list separated by commas; it has at least one pattern. */
    static List<AddressPattern> parseList(String text) throws InvalidPropertyException {
        List<AddressPattern> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            patterns.add(parse(part.strip()));
        }
        return List.copyOf(patterns);
    }

    private static AddressPattern parse(String text) throws InvalidPropertyException {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || !text.chars().allMatch(AddressPattern::isPlain)) {
            throw new InvalidPropertyException(
                    "The activation property 'recipients' has '" + text
                            + "', which is neither an address such as orders@shop.example nor a pattern such as *@shop.example");
        }
        String localPart = text.substring(0, at).toLowerCase(Locale.ROOT);
        if (localPart.contains(ANY) && !localPart.equals(ANY)) {
            throw new InvalidPropertyException("The activation property 'recipients' has '" + text
                    + "': '*' stands for a whole local part, and can't be a piece of one");
        }
        return new AddressPattern(localPart, text.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != 0x7f && c != '"' && c != '<' && c != '>';
    }

    /** Returns whether the pattern names one address. */
    boolean isExact() {
        return !localPart.equals(ANY);
    }

    /** Returns whether an address {@code local-part@domain} is one of the pattern's. */
    boolean matches(String address) {
        int at = address.lastIndexOf('@');
        return at >= 0
                && address.substring(at + 1).equalsIgnoreCase(domain)
                && (!isExact() || address.substring(0, at).equalsIgnoreCase(localPart));
    }

    @Override
    public String toString() {
        return localPart + '@' + domain;
    }
}
