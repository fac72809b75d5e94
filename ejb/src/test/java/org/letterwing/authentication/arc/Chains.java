package org.letterwing.authentication.arc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.SigningKey;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.message.TestMessages;

/** Validates and seals whole messages. */
public final class Chains {

    private Chains() {}

    public static ArcResult validate(byte[] message, Names names) {
        try {
            var reader = new MessageReader(new ByteArrayInputStream(message), TestMessages.HEADER_LIMIT);
            var bodies = new BodyHashes();
            var validation = new ArcValidation(reader.header(), new KeyLookup(names), bodies, TestMessages.NOW);
            reader.body(bodies);
            bodies.finish();
            return validation.result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns status and reason: {@code pass}, or {@code fail: the body was changed}. */
    static String outcome(byte[] message) {
        ArcResult result = validate(message, TestKeys.names());
        return result.status() + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }

    /** Returns a message that {@code mx.example.com} has sealed after it checked it. */
    static byte[] sealed(byte[] message, SigningKey key) {
        return seal(message, message, key)
                .map(set -> TestMessages.join(set, message))
                .orElseThrow();
    }

    /** Returns the set for a message that was changed since it was checked. */
    static Optional<String> seal(byte[] checked, byte[] passedOn, SigningKey key) {
        try {
            ArcResult chain = validate(checked, TestKeys.names());
            var reader = new MessageReader(new ByteArrayInputStream(passedOn), TestMessages.HEADER_LIMIT);
            MessageHeader header = reader.header();
            var bodies = new BodyHashes();
            MessageSigner.prepare(bodies);
            reader.body(bodies);
            bodies.finish();
            return new ArcSealer("mx.example.com", TestKeys.DOMAIN, key)
                    .seal(
                            header,
                            bodies,
                            chain,
                            "spf=pass smtp.mailfrom=alice@example.org;\r\n arc=" + chain.status(),
                            TestMessages.NOW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
