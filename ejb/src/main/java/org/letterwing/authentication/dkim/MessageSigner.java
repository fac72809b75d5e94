package org.letterwing.authentication.dkim;

import java.time.Instant;
import java.util.List;

import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/** Signs fields and body of a message for a domain, as DKIM and ARC have it in common. Immutable. */
public final class MessageSigner {

    private static final Canonicalization KIND = Canonicalization.RELAXED;

    private final String domain;
    private final SigningKey key;

    /**
     * Signs with a key.
     *
     * @param domain of A-labels
     */
    public MessageSigner(String domain, SigningKey key) {
        this.domain = domain;
        this.key = key;
    }

    /** Says which hash of the body will be needed; to be called before the body is read. */
    public static void prepare(BodyHashes bodies) {
        bodies.want(KIND, BodyHashes.ALL);
    }

    /**
     * Returns the field, to be put before the message.
     *
     * @param field with the tags that come first
     * @param bodies which {@link #prepare} was called for, after the body
     * @param further names of fields that are signed if they are there
     * @throws IllegalArgumentException if the header is not whole
     */
    public String sign(FieldWriter field, MessageHeader header, BodyHashes bodies, Instant now, String... further) {
        if (!header.isWhole()) {
            throw new IllegalArgumentException("The header is too long to be signed");
        }
        List<String> names = SignedFields.of(header, further);
        field.tag("a", key.algorithm().toString())
                .tag("c", KIND + "/" + KIND)
                .tag("d", domain)
                .tag("s", key.selector())
                .tag("t", Long.toString(now.getEpochSecond()))
                .words("h", names)
                .octets("bh", bodies.hash(KIND, BodyHashes.ALL).orElseThrow());
        HeaderField unsigned = field.unsigned();
        return field.signed(key.sign(SignatureInput.of(header, names, KIND, unsigned, unsigned)));
    }
}
