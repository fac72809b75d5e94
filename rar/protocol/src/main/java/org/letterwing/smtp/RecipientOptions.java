package org.letterwing.smtp;

import java.util.Optional;
import java.util.Set;

/**
 * What the parameters of RCPT say.
 *
 * @param reports {@code NOTIFY} (RFC 3461 4.1); empty without it
 * @param original {@code ORCPT} (RFC 3461 4.2)
 */
public record RecipientOptions(Set<Report> reports, Optional<OriginalRecipient> original) {

    /** No parameters. */
    public static final RecipientOptions NONE = new RecipientOptions(Set.of(), Optional.empty());

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
     * Whom the sender named first.
     *
     * @param type of the address, such as {@code rfc822} or {@code utf-8}, in small letters
     * @param address decoded: printable ASCII, or any printable characters if the type is {@code utf-8}
     */
    public record OriginalRecipient(String type, String address) {}

    /** Copies the set. */
    public RecipientOptions {
        reports = Set.copyOf(reports);
    }
}
