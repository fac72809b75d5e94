package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

/**
 * The address of a recipient (RFC 5321 2.3.11).
 *
 * @param localPart in the form that is compared; empty if no name in the directory can be like it, as one that needs
 *     quotes
 * @param domain the domain
 */
record MailAddress(Optional<String> localPart, DomainName domain) {

    /** The longest address, in characters: RFC 5321 4.5.3.1.1 and 4.5.3.1.2. */
    static final int MAX_LENGTH = 64 + 1 + 255;

    /** Stands between user and detail in a subaddress (RFC 5233). */
    private static final char SUBADDRESS = '+';

    /** Reads {@code local-part@domain}; empty if it isn't that, or its domain is an address literal. */
    static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        return DomainName.parse(text.substring(at + 1))
                .map(domain -> new MailAddress(LocalPart.normalise(text.substring(0, at)), domain));
    }

    /** Returns the local parts under which the directory may name the address, the best first. */
    List<String> names() {
        if (localPart.isEmpty() || localPart.get().equals(LocalPart.CATCH_ALL)) {
            return List.of();
        }
        String exact = localPart.get();
        int plus = exact.indexOf(SUBADDRESS);
        return plus < 1 ? List.of(exact) : List.of(exact, exact.substring(0, plus));
    }

    /** Returns the patterns that fit the address: itself in the form that is compared, and all of its domain. */
    List<String> patterns() {
        String all = LocalPart.CATCH_ALL + "@" + domain.ascii();
        return localPart.isPresent() ? List.of(canonical(), all) : List.of(all);
    }

    /** Returns the address in the form that is compared; its local part must have one. */
    String canonical() {
        return localPart.orElseThrow() + "@" + domain.ascii();
    }
}
