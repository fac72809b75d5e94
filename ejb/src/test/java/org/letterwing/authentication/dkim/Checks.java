package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.message.MessageReader;

/** Verifies whole messages. */
final class Checks {

    /** When all is checked. */
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    static final int HEADER_LIMIT = 1 << 18;

    private Checks() {}

    /** Returns the octets of a text, whose lines end with LF, as they are on the way. */
    static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static List<DkimResult> verify(byte[] message, Names names) {
        try {
            var reader = new MessageReader(new ByteArrayInputStream(message), HEADER_LIMIT);
            var bodies = new BodyHashes();
            var verification = new DkimVerification(reader.header(), new KeyLookup(names), bodies, NOW);
            reader.body(bodies);
            bodies.finish();
            return verification.results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns verdicts and reasons: {@code pass}, or {@code fail: the body was changed}. */
    static String outcome(byte[] message, Names names) {
        return verify(message, names).stream().map(Checks::outcome).collect(Collectors.joining(", "));
    }

    private static String outcome(DkimResult result) {
        return result.verdict() + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }
}
