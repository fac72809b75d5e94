package org.letterwing.authentication.spf;

import java.time.Instant;

/**
 * What macros stand for in the record of one domain (RFC 7208 7.2).
 *
 * @param claim the mail
 * @param domain whose record it is
 * @param clientNames those of the client
 */
record MacroValues(Claim claim, String domain, ClientNames clientNames) {

    /** Returns what a letter stands for. */
    String of(char letter) {
        return switch (letter) {
            case 's' -> claim.sender();
            case 'l' -> claim.localPart();
            case 'o' -> claim.domain();
            case 'd' -> domain;
            case 'i' -> claim.client().labels();
            case 'p' -> clientNames.bestFor(domain);
            case 'v' -> claim.client().isIpv4() ? "in-addr" : "ip6";
            case 'h' -> claim.helo();
            case 'c' -> claim.client().text();
            case 'r' -> claim.receiver();
            case 't' -> Long.toString(Instant.now().getEpochSecond());
            default -> throw new IllegalArgumentException("No macro: " + letter);
        };
    }
}
