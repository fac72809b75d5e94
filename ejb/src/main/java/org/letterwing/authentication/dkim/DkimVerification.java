package org.letterwing.authentication.dkim;

import java.time.Instant;
import java.util.List;

import org.letterwing.authentication.message.MessageHeader;

/**
 * Verifies the DKIM signatures of one message. The questions for all keys are on their way at once, and the body is read
 * while they are. Not thread-safe.
 */
public final class DkimVerification {

    /** How many signatures are looked at, from the top: each may cost a question and an RSA operation. */
    public static final int MOST_SIGNATURES = 10;

    private static final String FIELD = "dkim-signature";

    private final List<DkimCheck> checks;

    /**
     * Begins to verify.
     *
     * @param header of the message
     * @param keys where they are asked for
     * @param bodies hashes the body, which is to be read after this
     * @param now the time of the check
     */
    public DkimVerification(MessageHeader header, KeyLookup keys, BodyHashes bodies, Instant now) {
        checks = header.fields(FIELD).stream()
                .limit(MOST_SIGNATURES)
                .map(field -> new DkimCheck(field, header, keys, bodies, now))
                .toList();
    }

    /** Waits for the keys and returns what each signature is worth, from the top; to be called when the body was read. */
    public List<DkimResult> results() {
        return checks.stream().map(DkimCheck::result).toList();
    }
}
