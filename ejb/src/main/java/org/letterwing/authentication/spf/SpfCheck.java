package org.letterwing.authentication.spf;

import java.net.InetAddress;
import java.util.Optional;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.Names;
import org.letterwing.directory.Destination;

/**
 * Checks whether the domains that a client names let it send their mail (RFC 7208).
 *
 * <p>A check asks DNS 123 questions at most, and mostly fewer than five. It waits for the answers, and always has a verdict.
 * Thread-safe.
 */
public final class SpfCheck {

    private static final String POSTMASTER = "postmaster";

    private final Names names;
    private final String receiver;

    /**
     * Makes the checks of one mail.
     *
     * @param names who is asked
     * @param receiver the name of this host
     */
    public SpfCheck(Names names, String receiver) {
        this.names = names;
        this.receiver = receiver;
    }

    /**
     * Checks the identity of the HELO (RFC 7208 2.3).
     *
     * @param helo what the client said behind HELO or EHLO; a name of no domain, and an address literal, have no policy
     */
    public SpfVerdict helo(InetAddress client, String helo) {
        return check(client, helo, POSTMASTER, DnsName.withoutFinalDot(helo));
    }

    /**
     * Checks the identity of the MAIL FROM (RFC 7208 2.4).
     *
     * @param helo what the client said behind HELO or EHLO
     * @param reversePath {@code ""} for the null reverse-path, for which the HELO is checked
     */
    public SpfVerdict mailFrom(InetAddress client, String helo, String reversePath) {
        if (reversePath.isEmpty()) {
            return helo(client, helo);
        }
        int at = reversePath.lastIndexOf('@');
        String localPart = at > 0 ? reversePath.substring(0, at) : POSTMASTER; // RFC 7208 4.3
        return check(client, helo, localPart, reversePath.substring(at + 1));
    }

    private SpfVerdict check(InetAddress address, String helo, String localPart, String given) {
        String domain = aLabels(given);
        var client = new ClientAddress(address);
        var claim = new Claim(client, localPart, domain, helo, receiver);
        var clientNames = new ClientNames(client, names);
        try {
            Evaluation.Outcome outcome = new Evaluation(domain, claim, clientNames, new Lookups(names, client)).run();
            return new SpfVerdict(outcome.result(), domain, Explanation.of(outcome, names), Optional.empty());
        } catch (SpfException e) {
            return new SpfVerdict(e.result(), domain, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    // RFC 8616 4
    private static String aLabels(String domain) {
        return domain.chars().allMatch(c -> c < 0x80)
                ? domain
                : Destination.of(POSTMASTER + "@" + domain).orElse(domain);
    }
}
