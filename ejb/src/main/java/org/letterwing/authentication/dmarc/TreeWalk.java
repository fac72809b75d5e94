package org.letterwing.authentication.dmarc;

import java.util.Optional;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.suffix.PublicSuffixList;

/**
 * Finds the organization that holds a domain: that of the list of public suffixes, unless a record on the way from the
 * domain up to there says where organizations begin (RFC 9989 4.10.2). What is above is not asked for: that nobody there
 * can join what the list keeps apart is worth more than what a record might add.
 */
final class TreeWalk {

    // RFC 9989 4.10: of longer names, what is next above the domain has this many labels.
    private static final int MOST_LABELS_ABOVE = 7;

    private final PolicyRecords records;
    private final PublicSuffixList suffixes;

    TreeWalk(PolicyRecords records, PublicSuffixList suffixes) {
        this.records = records;
        this.suffixes = suffixes;
    }

    private Organization organization(String domain) throws LookupException {
        // RFC 9989 4.10.2: a public suffix that is asked about itself is an organization too.
        return Boundary.of(records.at(domain)) == Boundary.UNSAID
                ? organizationOfSilent(domain)
                : Organization.of(domain);
    }

    /**
     * Returns the organization of a domain that says nothing of boundaries itself. Asks those above it, the nearest first.
     *
     * @throws LookupException if nobody knows now
     */
    Organization organizationOfSilent(String domain) throws LookupException {
        String top = listed(domain);
        for (String name = above(domain); name.length() >= top.length(); name = above(name)) {
            Boundary said = Boundary.of(records.at(name));
            if (said == Boundary.ORGANIZATION) {
                return Organization.of(name);
            }
            if (said == Boundary.PUBLIC_SUFFIX) {
                return new Organization(childOf(name, domain), Optional.of(name));
            }
        }
        return Organization.of(top);
    }

    /** Returns whether one organization holds two domains. Asks only if the list says so. */
    boolean isOfOneOrganization(String one, String other) throws LookupException {
        return one.equals(other)
                || listed(one).equals(listed(other))
                        && organization(one).domain().equals(organization(other).domain());
    }

    private String listed(String domain) {
        return suffixes.organizationalDomain(domain).orElse(domain);
    }

    /** Returns the next name above, or {@code ""}. */
    static String above(String name) {
        String above = name.substring(name.indexOf('.') + 1);
        for (long labels = above.chars().filter(c -> c == '.').count() + 1; labels > MOST_LABELS_ABOVE; labels--) {
            above = above.substring(above.indexOf('.') + 1);
        }
        return above.equals(name) ? "" : above;
    }

    /** Returns the name right below another one on the way to a domain. */
    private static String childOf(String name, String domain) {
        return domain.substring(domain.lastIndexOf('.', domain.length() - name.length() - 2) + 1);
    }
}
