package org.letterwing.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.letterwing.spi.AddressPattern;

/** Addresses that a listener takes, as a pattern of {@link AddressPattern}, and their domain. */
@Embeddable
record ListenerAddress(@Column String pattern, @Column String domain) {

    /**
     * Returns a pattern as the database has it: its domain in A-labels.
     *
     * @throws IllegalArgumentException if the pattern's domain is none
     */
    static ListenerAddress of(AddressPattern pattern) {
        String domain = DomainName.parse(pattern.domain())
                .map(DomainName::ascii)
                .orElseThrow(() -> new IllegalArgumentException("The pattern '" + pattern + "' has no domain of DNS"));
        return new ListenerAddress(pattern.localPart() + "@" + domain, domain);
    }
}
