package org.letterwing.authentication.dmarc;

import java.util.Collection;
import java.util.List;

import org.letterwing.authentication.DnsName;

/**
 * The domains that have proved to stand for a mail; text that is no domain is left out.
 *
 * @param spf those whose SPF allows the client: of the sender's address, or of HELO if that is empty (RFC 7489 3.1.2)
 * @param dkim those whose signatures are good
 */
public record AuthenticatedDomains(Collection<String> spf, Collection<String> dkim) {

    /** Brings the domains into the form in which they are compared. */
    public AuthenticatedDomains {
        spf = canonical(spf);
        dkim = canonical(dkim);
    }

    private static List<String> canonical(Collection<String> domains) {
        return domains.stream().flatMap(domain -> DnsName.of(domain).stream()).toList();
    }
}
