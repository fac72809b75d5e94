package org.letterwing.api;

import java.util.Optional;
import java.util.Set;

/**
 * One recipient of an envelope.
 *
 * @param address {@code local-part@domain} as the client gave it, source route dropped and needless quotes removed
 * @param reports when the sender wants a report (RFC 3461 4.1); empty if it didn't say
 * @param original whom the sender named first (RFC 3461 4.2)
 */
public record Recipient(String address, Set<Report> reports, Optional<Original> original) {

    /** When a report is sent. */
    public enum Report {
        /** Never; stands alone. */
        NEVER,
        /** When the mail was delivered. */
        SUCCESS,
        /** When it can't be delivered. */
        FAILURE,
        /** When it takes unusually long. */
        DELAY
    }

    /**
     * Whom the sender named first, before aliases and lists.
     *
     * @param type of the address, such as {@code rfc822} or {@code utf-8}, in small letters
     * @param address decoded: printable ASCII, or any printable characters if the type is {@code utf-8} (RFC 6533)
     */
    public record Original(String type, String address) {}

    /** Makes a recipient of whom the client said no more than the address. */
    public Recipient(String address) {
        this(address, Set.of(), Optional.empty());
    }

    /** Copies the set. */
    public Recipient {
        reports = Set.copyOf(reports);
    }
}
