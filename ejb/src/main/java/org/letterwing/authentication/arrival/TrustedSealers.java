package org.letterwing.authentication.arrival;

import java.util.Optional;
import java.util.Set;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ChainStatus;
import org.letterwing.authentication.results.AuthenticationResults;

/**
 * The hosts that are believed what they have found before they passed a mail on (RFC 8617 7.2.1), such as mailing lists.
 *
 * @param domains with which they seal, of A-labels in lower case
 */
record TrustedSealers(Set<String> domains) {

    /** Returns who has sealed last that DMARC passed, if that is one of them and the chain is whole. */
    Optional<String> vouching(ArcResult arc) {
        if (arc.status() != ChainStatus.PASS || !passed(arc)) {
            return Optional.empty();
        }
        return Optional.of(arc.sealers().get(arc.sealers().size() - 1)).filter(domains::contains);
    }

    private static boolean passed(ArcResult arc) {
        return arc.authenticationResults().flatMap(AuthenticationResults::parse).stream()
                .flatMap(results -> results.of("dmarc").stream())
                .anyMatch(result -> result.result().equals("pass"));
    }
}
