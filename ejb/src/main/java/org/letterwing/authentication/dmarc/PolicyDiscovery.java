package org.letterwing.authentication.dmarc;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;
import org.letterwing.authentication.suffix.PublicSuffixList;

/** Finds the record that counts for an author domain (RFC 7489 6.6.3). */
final class PolicyDiscovery {

    private static final String PREFIX = "_dmarc.";

    private final Names names;
    private final PublicSuffixList suffixes;

    PolicyDiscovery(Names names, PublicSuffixList suffixes) {
        this.names = names;
        this.suffixes = suffixes;
    }

    /**
     * Asks the domain, and its organizational domain if that has nothing.
     *
     * @return empty if none is published, or none to go by
     * @throws LookupException if nobody knows now
     */
    Optional<PublishedPolicy> find(String domain) throws LookupException {
        List<String> records = records(domain);
        if (!records.isEmpty()) {
            return read(domain, records);
        }
        Optional<String> organization = suffixes.organizationalDomain(domain).filter(name -> !name.equals(domain));
        return organization.isPresent() ? read(organization.get(), records(organization.get())) : Optional.empty();
    }

    private List<String> records(String domain) throws LookupException {
        return Names.await(names.texts(PREFIX + domain)).stream()
                .filter(RecordTags::isDmarc)
                .toList();
    }

    // RFC 7489 6.6.3, step 5: of several nobody knows which is meant.
    private static Optional<PublishedPolicy> read(String domain, List<String> records) {
        return records.size() == 1
                ? DmarcRecord.parse(records.get(0)).map(record -> new PublishedPolicy(domain, record))
                : Optional.empty();
    }
}
