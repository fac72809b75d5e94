package org.letterwing.authentication.dmarc;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.suffix.PublicSuffixList;

/**
 * Evaluates one mail by DMARC (RFC 7489 6.6.2, with {@code np}, {@code psd} and {@code t} of RFC 9989). As thread-safe as
 * what it works with.
 */
public final class Dmarc {

    private final Names names;
    private final RandomGenerator random;
    private final TreeWalk tree;
    private final PolicyDiscovery discovery;

    /** Whether one of some domains is of the author's organization; what counts most last. */
    private enum Alignment {
        NO,
        UNKNOWN,
        YES
    }

    /**
     * Works with the answers of the given names.
     *
     * @param random chooses the mails to which a policy with {@code pct} applies
     */
    public Dmarc(Names names, PublicSuffixList suffixes, RandomGenerator random) {
        this.names = names;
        this.random = random;
        var records = new PolicyRecords(names);
        tree = new TreeWalk(records, suffixes);
        discovery = new PolicyDiscovery(records, tree);
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
        Alignment spf =
                alignment(author, authenticated.spf(), published.record().strictSpf());
        Alignment dkim =
                alignment(author, authenticated.dkim(), published.record().strictDkim());
        boolean pass = spf == Alignment.YES || dkim == Alignment.YES;
        if (!pass && (spf == Alignment.UNKNOWN || dkim == Alignment.UNKNOWN)) {
            return Verdict.without(Verdict.Result.TEMPERROR, author);
        }
        Policy requested = pass ? Policy.NONE : requested(author, published);
        boolean applies = !published.record().testing()
                && random.nextInt(100) < published.record().percent();
        return new Verdict(
                pass ? Verdict.Result.PASS : Verdict.Result.FAIL,
                author,
                Optional.of(published),
                requested,
                applies ? requested : requested.milder(),
                spf == Alignment.YES,
                dkim == Alignment.YES);
    }

    // RFC 7489 3.1, RFC 9989 4.10.2
    private Alignment alignment(String author, Collection<String> domains, boolean strict) {
        if (domains.contains(author)) {
            return Alignment.YES; // which needs no question
        }
        return strict
                ? Alignment.NO
                : domains.stream()
                        .map(domain -> alignment(author, domain))
                        .max(Comparator.naturalOrder())
                        .orElse(Alignment.NO);
    }

    private Alignment alignment(String author, String domain) {
        try {
            return tree.isOfOneOrganization(author, domain) ? Alignment.YES : Alignment.NO;
        } catch (LookupException e) {
            return Alignment.UNKNOWN;
        }
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
