package org.letterwing.authentication.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.dmarc.RecordTags;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.suffix.PublicSuffixList;

/**
 * Finds out which of the addresses that a domain names want its reports (RFC 7489 7.1), so that nobody can have them sent
 * to strangers. As thread-safe as what it works with.
 */
public final class ReportDestinations {

    private static final String INFIX = "._report._dmarc.";

    private final Names names;
    private final PublicSuffixList suffixes;

    /** Works with the answers of the given names. */
    public ReportDestinations(Names names, PublicSuffixList suffixes) {
        this.names = names;
        this.suffixes = suffixes;
    }

    /**
     * Returns where the reports go that a domain wants; those left out for which nobody knows now whether they want them.
     *
     * @param domain that published a policy
     * @param wanted where that wants reports to go
     * @throws LookupException if nobody knows it of any
     */
    public List<ReportUri> of(String domain, List<ReportUri> wanted) throws LookupException {
        Set<ReportUri> destinations = new LinkedHashSet<>();
        LookupException unknown = null;
        for (ReportUri uri : wanted) {
            try {
                verified(domain, uri).ifPresent(destinations::add);
            } catch (LookupException e) {
                unknown = e;
            }
        }
        if (destinations.isEmpty() && unknown != null) {
            throw unknown;
        }
        return List.copyOf(destinations);
    }

    private Optional<ReportUri> verified(String domain, ReportUri uri) throws LookupException {
        if (organization(domain).equals(organization(uri.domain()))) {
            return Optional.of(uri);
        }
        return Names.await(names.texts(domain + INFIX + uri.domain())).stream()
                .flatMap(text -> RecordTags.parse(text).stream())
                .findFirst()
                .map(tags -> overridden(tags, uri));
    }

    /** Who takes the reports may name another address, at the same host. */
    private static ReportUri overridden(RecordTags tags, ReportUri uri) {
        return tags.value("rua").map(ReportUri::parseList).orElse(List.of()).stream()
                .filter(other -> other.domain().equals(uri.domain()))
                .findFirst()
                .orElse(uri);
    }

    private String organization(String domain) {
        return suffixes.organizationalDomain(domain).orElse(domain);
    }
}
