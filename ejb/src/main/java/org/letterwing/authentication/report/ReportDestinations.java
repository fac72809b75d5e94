package org.letterwing.authentication.report;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.dmarc.PublishedPolicy;
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

    /** Returns where the reports about a policy go; those left out for which nobody knows now whether they want them. */
    public List<ReportUri> of(PublishedPolicy published) {
        return published.record().reportUris().stream()
                .flatMap(uri -> verified(published.domain(), uri).stream())
                .distinct()
                .toList();
    }

    private Optional<ReportUri> verified(String domain, ReportUri uri) {
        if (organization(domain).equals(organization(uri.domain()))) {
            return Optional.of(uri);
        }
        try {
            return Names.await(names.texts(domain + INFIX + uri.domain())).stream()
                    .flatMap(text -> RecordTags.parse(text).stream())
                    .findFirst()
                    .map(tags -> overridden(tags, uri));
        } catch (LookupException e) {
            return Optional.empty();
        }
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
