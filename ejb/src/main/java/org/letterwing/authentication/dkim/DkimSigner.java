package org.letterwing.authentication.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;

/** Signs messages for a domain with each of its keys (RFC 6376 5). Immutable. */
public final class DkimSigner {

    private final String domain;
    private final List<SigningKey> keys;

    /**
     * Signs for a domain.
     *
     * @param domain of A-labels
     * @param keys each makes a signature, the first the topmost
     */
    public DkimSigner(String domain, List<SigningKey> keys) {
        this.domain = domain;
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a message once and returns the DKIM-Signature fields to put before it.
     *
     * @param content which the caller closes
     * @param headerLimit octets that the header may have
     * @throws IllegalArgumentException if the header has more
     */
    public String sign(InputStream content, int headerLimit, Instant now) throws IOException {
        var reader = new MessageReader(content, headerLimit);
        MessageHeader header = reader.header();
        var bodies = new BodyHashes();
        MessageSigner.prepare(bodies);
        reader.body(bodies);
        bodies.finish();
        return sign(header, bodies, now);
    }

    /** Returns the fields for a message of which {@link MessageSigner#prepare prepared} hashes have seen the body. */
    public String sign(MessageHeader header, BodyHashes bodies, Instant now) {
        var fields = new StringBuilder();
        for (SigningKey key : keys) {
            FieldWriter field = new FieldWriter("DKIM-Signature").tag("v", "1");
            fields.append(new MessageSigner(domain, key).sign(field, header, bodies, now));
        }
        return fields.toString();
    }
}
