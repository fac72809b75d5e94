package org.letterwing.authentication.dmarc;

import java.util.Optional;

/**
 * The part of the tree of names that one organization holds.
 *
 * @param domain at its top
 * @param suffix the public suffix above it, if that has been found by its record
 */
record Organization(String domain, Optional<String> suffix) {

    static Organization of(String domain) {
        return new Organization(domain, Optional.empty());
    }
}
