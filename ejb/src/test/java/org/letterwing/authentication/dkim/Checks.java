package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.message.TestMessages;

/** Verifies whole messages. */
public final class Checks {

    private Checks() {}

    static List<DkimResult> verify(byte[] message, Names names) {
        try {
            var reader = new MessageReader(new ByteArrayInputStream(message), TestMessages.HEADER_LIMIT);
            var bodies = new BodyHashes();
            var verification = new DkimVerification(reader.header(), new KeyLookup(names), bodies, TestMessages.NOW);
            reader.body(bodies);
            bodies.finish();
            return verification.results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns verdicts and reasons: {@code pass}, or {@code fail: the body was changed}. */
    public static String outcome(byte[] message, Names names) {
        return verify(message, names).stream().map(Checks::outcome).collect(Collectors.joining(", "));
    }

    private static String outcome(DkimResult result) {
        return result.verdict() + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }
}
