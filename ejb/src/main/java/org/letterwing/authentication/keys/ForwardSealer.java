package org.letterwing.authentication.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ArcSealer;
import org.letterwing.authentication.arc.ChainStatus;
import org.letterwing.authentication.dkim.Algorithm;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.SigningKey;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.results.AuthenticationResults;
import org.letterwing.authentication.results.MethodResult;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.outbound.OutboundMail;

/**
 * Seals forwarded mail (RFC 8617 5.1): tells the next host what this server found when the mail arrived, in the name of the
 * domain of the alias that leads there. A mail of which nothing was found, or whose chain is broken, goes on as it is.
 * Thread-safe.
 */
@ApplicationScoped
public class ForwardSealer {

    private static final byte[] NOTHING = {};
    private static final String RESULTS = AuthenticationResults.FIELD.toLowerCase(Locale.ROOT);

    @Inject
    private SigningKeys keys;

    /** For the container. */
    protected ForwardSealer() {}

    /** Seals with the given keys. */
    ForwardSealer(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns what seals a mail.
     *
     * @param domain that forwards it, of A-labels
     */
    public OutboundMail.Signer of(String domain) {
        return content -> seal(domain, content);
    }

    private byte[] seal(String domain, InputStream content) throws IOException {
        Optional<SigningKey> key = keys.of(domain).stream()
                .filter(active -> active.algorithm() == Algorithm.RSA)
                .findFirst(); // which all validators know
        var reader = new MessageReader(content, SmtpSettings.MAX_HEADER.get() + OutgoingSigner.ADDED);
        MessageHeader header = reader.header();
        Optional<AuthenticationResults> found = found(header);
        Optional<ArcResult> chain = found.flatMap(results -> chain(header, results));
        if (key.isEmpty() || chain.isEmpty()) {
            return NOTHING;
        }
        var bodies = new BodyHashes();
        MessageSigner.prepare(bodies);
        reader.body(bodies);
        bodies.finish();
        try {
            return new ArcSealer(Settings.HOSTNAME.get(), domain, key.get())
                    .seal(header, bodies, chain.get(), results(found.get()), Instant.now())
                    .map(set -> set.getBytes(StandardCharsets.UTF_8))
                    .orElse(NOTHING);
        } catch (IllegalArgumentException e) { // the chain is not what was said of it
            return NOTHING;
        }
    }

    /** Returns what this server wrote when the mail arrived: what others wrote in its name was taken away then. */
    private static Optional<AuthenticationResults> found(MessageHeader header) {
        return header.fields(RESULTS).stream()
                .map(HeaderField::body)
                .flatMap(body -> AuthenticationResults.parse(body).stream())
                .filter(results -> results.host().equalsIgnoreCase(Settings.HOSTNAME.get()))
                .findFirst();
    }

    /** A chain that failed may have done so only because DNS did not answer; to seal that would break it for good. */
    private static Optional<ArcResult> chain(MessageHeader header, AuthenticationResults found) {
        Optional<String> said = found.of("arc").stream().findFirst().map(MethodResult::result);
        if (said.isEmpty() && !header.fields("arc-seal").isEmpty()) {
            return Optional.empty(); // nobody has looked at it
        }
        return Stream.of(ChainStatus.NONE, ChainStatus.PASS)
                .filter(status -> status.toString().equals(said.orElse(ChainStatus.NONE.toString())))
                .map(status -> new ArcResult(status, "", false, false, 0, List.of(), Optional.empty()))
                .findFirst();
    }

    private static String results(AuthenticationResults found) {
        String body = found.body();
        return body.substring(body.indexOf(';') + 1).strip();
    }
}
