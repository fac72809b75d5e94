package org.letterwing.authentication.dmarc;

import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.LookupException;

/** Finds the record that counts for an author domain (RFC 7489 6.6.3, RFC 9989 4.10.1). */
final class PolicyDiscovery {

    private final PolicyRecords records;
    private final TreeWalk tree;

    PolicyDiscovery(PolicyRecords records, TreeWalk tree) {
        this.records = records;
        this.tree = tree;
    }

    /**
     * Asks the domain, its organizational domain if that has nothing, and then the public suffix above that.
     *
     * @return empty if none is published, or none to go by
     * @throws LookupException if nobody knows now
     */
    Optional<PublishedPolicy> find(String domain) throws LookupException {
        List<String> own = records.at(domain);
        if (!own.isEmpty()) {
            return read(domain, own);
        }
        Organization organization = tree.organizationOfSilent(domain);
        if (!organization.domain().equals(domain)) {
            List<String> above = records.at(organization.domain());
            if (!above.isEmpty()) {
                return read(organization.domain(), above);
            }
        }
        return organization.suffix().isPresent()
                ? read(
                        organization.suffix().get(),
                        records.at(organization.suffix().get()))
                : ofSuffix(organization.domain());
    }

    /** Asks those above an organization; what can't be asked there is as if it had nothing. */
    private Optional<PublishedPolicy> ofSuffix(String organization) {
        try {
            for (String name = TreeWalk.above(organization); !name.isEmpty(); name = TreeWalk.above(name)) {
                List<String> found = records.at(name);
                if (Boundary.of(found) != Boundary.UNSAID) {
                    return read(name, found);
                }
            }
        } catch (LookupException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    // RFC 7489 6.6.3, step 5: of several nobody knows which is meant.
    private static Optional<PublishedPolicy> read(String domain, List<String> records) {
        return records.size() == 1
                ? DmarcRecord.parse(records.get(0)).map(record -> new PublishedPolicy(domain, record))
                : Optional.empty();
    }
}
