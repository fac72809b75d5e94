package org.letterwing.authentication.dmarc;

import java.util.List;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/** The records of DMARC that domains have published. */
final class PolicyRecords {

    private static final String PREFIX = "_dmarc.";

    private final Names names;

    PolicyRecords(Names names) {
        this.names = names;
    }

    /**
     * Returns all that are at a domain, good or not.
     *
     * @throws LookupException if nobody knows now
     */
    List<String> at(String domain) throws LookupException {
        return Names.await(names.texts(PREFIX + domain)).stream()
                .filter(RecordTags::isDmarc)
                .toList();
    }
}
