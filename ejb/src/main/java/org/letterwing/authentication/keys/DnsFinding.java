package org.letterwing.authentication.keys;

/**
 * What DNS says of a record.
 *
 * @param record that a domain should have
 * @param state whether it has it
 */
public record DnsFinding(DnsRecord record, State state) {

    /** Whether a record is in DNS. */
    public enum State {
        /** It is. */
        PUBLISHED,
        /** There is none of its kind. */
        MISSING,
        /** There are others of its kind. */
        DIFFERENT,
        /** DNS did not answer. */
        UNKNOWN
    }
}
