package org.letterwing.authentication.dmarc;

import java.util.List;

/** What a domain's record says of where organizations begin in the tree of names (RFC 9989 4.7: {@code psd}). */
enum Boundary {
    /** Others have the domains below this one. */
    PUBLIC_SUFFIX,
    /** This domain, and what is below it, are one organization's. */
    ORGANIZATION,
    /** Nothing. */
    UNSAID;

    /** Reads the texts that are at a domain; of several records none counts. */
    static Boundary of(List<String> records) {
        if (records.size() != 1) {
            return UNSAID;
        }
        String said = RecordTags.parse(records.get(0))
                .flatMap(tags -> tags.value("psd"))
                .orElse("");
        return said.equalsIgnoreCase("y") ? PUBLIC_SUFFIX : said.equalsIgnoreCase("n") ? ORGANIZATION : UNSAID;
    }
}
