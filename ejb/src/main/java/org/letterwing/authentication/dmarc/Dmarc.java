package org.letterwing.authentication.dmarc;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.suffix.PublicSuffixList;

/** Evaluates one mail by DMARC (RFC 7489 6.6.2, with the {@code np} of RFC 9091). As thread-safe as what it works with. */
public final class Dmarc {

    private final Names names;
    private final PublicSuffixList suffixes;
    private final RandomGenerator random;
    private final PolicyDiscovery discovery;

    /**
     * Works with the answers of the given names.
     *
     * @param random chooses the mails to which a policy with {@code pct} applies
     */
    public Dmarc(Names names, PublicSuffixList suffixes, RandomGenerator random) {
        this.names = names;
        this.suffixes = suffixes;
        this.random = random;
        discovery = new PolicyDiscovery(names, suffixes);
    }

    /**
     * Returns the verdict on a mail. Of several author domains each is asked for, and the strictest verdict counts (RFC 7489
     * 6.6.1); without one it is {@link Verdict.Result#PERMERROR}.
     *
     * @param authors the author domains, as {@link FromDomains} reads them
     */
    public Verdict evaluate(Collection<String> authors, AuthenticatedDomains authenticated) {
        return authors.stream()
                .map(author -> evaluate(author, authenticated))
                .max(Comparator.comparingInt(Verdict::strictness))
                .orElseGet(() -> Verdict.without(Verdict.Result.PERMERROR, ""));
    }

    private Verdict evaluate(String author, AuthenticatedDomains authenticated) {
        try {
            Optional<PublishedPolicy> published = discovery.find(author);
            return published.isPresent()
                    ? evaluate(author, published.get(), authenticated)
                    : Verdict.without(Verdict.Result.NONE, author);
        } catch (LookupException e) {
            return Verdict.without(Verdict.Result.TEMPERROR, author);
        }
    }

    private Verdict evaluate(String author, PublishedPolicy published, AuthenticatedDomains authenticated)
            throws LookupException {
        boolean spf = isAligned(author, authenticated.spf(), published.record().strictSpf());
        boolean dkim =
                isAligned(author, authenticated.dkim(), published.record().strictDkim());
        boolean pass = spf || dkim;
        Policy requested = pass ? Policy.NONE : requested(author, published);
        boolean applies = !published.record().testing()
                && random.nextInt(100) < published.record().percent();
        return new Verdict(
                pass ? Verdict.Result.PASS : Verdict.Result.FAIL,
                author,
                Optional.of(published),
                requested,
                applies ? requested : requested.milder(),
                spf,
                dkim);
    }

    // RFC 7489 3.1
    private boolean isAligned(String author, Collection<String> domains, boolean strict) {
        return strict
                ? domains.contains(author)
                : domains.stream().map(this::organization).anyMatch(organization(author)::equals);
    }

    private String organization(String domain) {
        return suffixes.organizationalDomain(domain).orElse(domain);
    }

    private Policy requested(String author, PublishedPolicy published) throws LookupException {
        DmarcRecord record = published.record();
        if (author.equals(published.domain())) {
            return record.policy();
        }
        return record.nonexistent() == record.subdomains() || exists(author)
                ? record.subdomains()
                : record.nonexistent();
    }

    // RFC 9091 2.7
    private boolean exists(String domain) throws LookupException {
        var ipv4 = names.ipv4(domain);
        var ipv6 = names.ipv6(domain);
        var exchangers = names.exchangers(domain);
        return !Names.await(ipv4).isEmpty()
                || !Names.await(ipv6).isEmpty()
                || !Names.await(exchangers).isEmpty();
    }
}
