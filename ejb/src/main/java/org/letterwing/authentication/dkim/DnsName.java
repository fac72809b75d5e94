package org.letterwing.authentication.dkim;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.directory.DomainName;

/** A domain or a selector in the form that is compared and looked up: of A-labels, in lower case (RFC 8616 4). */
final class DnsName {

    private static final int MAX_LENGTH = 253;

    // Selectors with underscores are in use, though RFC 6376 3.1 has none.
    private static final Pattern LABELS = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private DnsName() {}

    /** Returns the form of a name of A-labels or U-labels; empty if it is no name. */
    static Optional<String> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return LABELS.matcher(lower).matches()
                ? Optional.of(lower)
                : DomainName.parse(text).map(DomainName::ascii);
    }

    /** Returns whether a domain is another one or below it. */
    static boolean isWithin(String domain, String other) {
        return domain.equals(other) || domain.endsWith("." + other);
    }
}
