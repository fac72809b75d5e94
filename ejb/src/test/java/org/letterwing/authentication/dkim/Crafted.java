package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.message.TestMessages;

/** Signs messages with any tags, right or wrong, so that a rule alone decides of them. */
final class Crafted {

    /** A signature to which nothing can be objected; {@code *} stands for the hash of the body, {@code !} for the signature proper. */
    static final String TAGS = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=r; h=from:to:subject; bh=*; b=!";

    /** What is signed. */
    static final byte[] MESSAGE = TestMessages.octets("""
            From: Alice <alice@example.com>
            To: Bob <bob@example.org>
            Subject: Hello

            Hello, Bob!
            """);

    private Crafted() {}

    /** Returns the message with a signature of the tags. */
    static byte[] sign(String tags) {
        return sign(
                tags, MESSAGE, tags.contains("ed25519") ? TestKeys.ED25519.getPrivate() : TestKeys.RSA.getPrivate());
    }

    static byte[] sign(String tags, byte[] message, PrivateKey key) {
        try {
            var reader = new MessageReader(new ByteArrayInputStream(message), TestMessages.HEADER_LIMIT);
            MessageHeader header = reader.header();
            TagList list = TagList.parse(tags).orElseThrow();
            String[] kinds = list.get("c").orElse("simple").split("/");
            long length = list.get("l")
                    .filter(digits -> digits.matches("[0-9]{1,9}"))
                    .map(Long::parseLong)
                    .orElse(BodyHashes.ALL);
            Canonicalization kind = kind(kinds.length > 1 ? kinds[1] : "simple");
            var bodies = new BodyHashes();
            bodies.want(kind, BodyHashes.ALL);
            bodies.want(kind, length);
            reader.body(bodies);
            bodies.finish();
            byte[] hash = bodies.hash(kind, length)
                    .or(() -> bodies.hash(kind, BodyHashes.ALL))
                    .orElseThrow();
            String text =
                    "DKIM-Signature: " + tags.replace("*", Base64.getEncoder().encodeToString(hash));
            String empty = text.replaceAll("(b\\s*=)\\s*!\\s*", "$1") + "\r\n";
            HeaderField unsigned = HeaderField.of(empty.getBytes(StandardCharsets.ISO_8859_1));
            byte[] input =
                    SignatureInput.of(header, list.words("h").orElse(List.of()), kind(kinds[0]), unsigned, unsigned);
            Algorithm algorithm = Algorithm.ofKey(key.getAlgorithm()).orElseThrow();
            String signature = Base64.getEncoder().encodeToString(algorithm.sign(key, input));
            return TestMessages.join(text.replace("!", signature) + "\r\n", message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Canonicalization kind(String name) {
        return Canonicalization.of(name.trim()).orElse(Canonicalization.SIMPLE);
    }
}
