package org.letterwing.authentication.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.DkimSigner;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.SigningKey;
import org.letterwing.authentication.dmarc.FromDomains;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.directory.Destination;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.outbound.OutboundMail;

/**
 * Signs outgoing mail for its author's domain (RFC 6376 2.9, RFC 7489 3.1.1), or if that is not managed here for its
 * envelope sender's, with each active key of the domain. Thread-safe.
 */
@ApplicationScoped
public class OutgoingSigner {

    private static final byte[] NOTHING = {};

    /** Octets that this server adds to a header that was taken. */
    static final int ADDED = 16 * 1024;

    @Inject
    private SigningKeys keys;

    /** For the container. */
    protected OutgoingSigner() {}

    /** Signs with the given keys. */
    OutgoingSigner(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns what signs a mail of somebody who may send as its author.
     *
     * @param sender of the envelope, {@code ""} for the null reverse-path
     */
    public OutboundMail.Signer of(String sender) {
        return content -> sign(sender, content);
    }

    private byte[] sign(String sender, InputStream content) throws IOException {
        var reader = new MessageReader(content, SmtpSettings.MAX_HEADER.get() + ADDED);
        MessageHeader header = reader.header();
        Optional<DkimSigner> signer = header.isWhole() ? signer(header, sender) : Optional.empty();
        if (signer.isEmpty()) {
            return NOTHING;
        }
        var bodies = new BodyHashes();
        MessageSigner.prepare(bodies);
        reader.body(bodies);
        bodies.finish();
        return signer.get().sign(header, bodies, Instant.now()).getBytes(StandardCharsets.US_ASCII);
    }

    private Optional<DkimSigner> signer(MessageHeader header, String sender) {
        return Stream.concat(authors(header).stream(), Destination.of(sender).stream())
                .flatMap(domain -> signer(domain).stream())
                .findFirst();
    }

    private Optional<DkimSigner> signer(String domain) {
        List<SigningKey> active = keys.of(domain);
        return active.isEmpty() ? Optional.empty() : Optional.of(new DkimSigner(domain, active));
    }

    private static List<String> authors(MessageHeader header) {
        var fields = new ByteArrayOutputStream();
        header.fields("from").stream().map(HeaderField::octets).forEach(fields::writeBytes);
        return FromDomains.of(fields.toByteArray());
    }
}
