package org.letterwing.api;

import java.util.List;
import java.util.Set;

/**
 * The envelope of a mail (RFC 5321 2.3.1).
 *
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param recipients at least one, in the order of the RCPT commands
 * @param features what the client declared with MAIL
 * @param wishes what the client asked of the delivery with MAIL
 */
public record Envelope(String reversePath, List<Recipient> recipients, Set<Feature> features, DeliveryWishes wishes) {

    /** A declaration of the MAIL command. */
    public enum Feature {
        /** {@code BODY=8BITMIME} (RFC 6152). */
        EIGHT_BIT_MIME,
        /** {@code BODY=BINARYMIME} (RFC 3030): the content may have a CR or LF alone. */
        BINARY_MIME,
        /** {@code SMTPUTF8} (RFC 6531). */
        SMTPUTF8,
        /** {@code REQUIRETLS} (RFC 8689): the mail goes on under verified TLS, or not at all. */
        REQUIRETLS
    }

    /** Makes an envelope whose client asked nothing of the delivery. */
    public Envelope(String reversePath, List<Recipient> recipients, Set<Feature> features) {
        this(reversePath, recipients, features, DeliveryWishes.NONE);
    }

    /** Copies what can change. */
    public Envelope {
        recipients = List.copyOf(recipients);
        features = Set.copyOf(features);
    }
}
