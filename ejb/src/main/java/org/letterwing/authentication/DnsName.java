package org.letterwing.authentication;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.directory.DomainName;

/**
 * The form in which the domains of a mail, and selectors of keys, are compared and asked for: A-labels (RFC 5890 2.3.2.1) in lower case, without
 * a dot at the end. Unlike a domain that takes mail, one may have underscores, for DNS has such names (RFC 8552).
 */
public final class DnsName {

    private static final int MAX_LENGTH = 253;
    private static final Pattern ASCII_LABEL = Pattern.compile("[a-zA-Z0-9_-]{1,63}");

    private DnsName() {}

    /** Reads a domain of A-labels, U-labels or both; empty if it is none, or an address in brackets. */
    public static Optional<String> of(String text) {
        String name = withoutFinalDot(text);
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] labels = name.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            Optional<String> label = label(labels[i]);
            if (label.isEmpty()) {
                return Optional.empty();
            }
            labels[i] = label.get();
        }
        return Optional.of(String.join(".", labels)).filter(ascii -> ascii.length() <= MAX_LENGTH);
    }

    /** Returns a name without the dot that may stand for the root of DNS at its end. */
    public static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Returns whether a domain is another one or below it; both as {@link #of} makes them. */
    public static boolean isWithin(String domain, String other) {
        return domain.equals(other) || domain.endsWith("." + other);
    }

    private static Optional<String> label(String text) {
        return ASCII_LABEL.matcher(text).matches()
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : DomainName.parse(text).map(DomainName::ascii);
    }
}
