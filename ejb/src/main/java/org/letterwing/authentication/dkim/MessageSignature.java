package org.letterwing.authentication.dkim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/**
 * A signature on fields and the body of a message, as DKIM and ARC have it in common: the tags {@code a}, {@code b},
 * {@code bh}, {@code c}, {@code d}, {@code h}, {@code l}, {@code s}, {@code t} and {@code x} (RFC 6376 3.5).
 *
 * @param field that holds the signature
 * @param seal algorithm, signer and signature proper
 * @param bodyHash hash that the body must have
 * @param header how fields are made canonical
 * @param body how the body is made canonical
 * @param names of the signed fields, in lower case
 * @param length octets of the canonical body that are signed; {@link BodyHashes#ALL} if all are
 */
public record MessageSignature(
        HeaderField field,
        Seal seal,
        byte[] bodyHash,
        Canonicalization header,
        Canonicalization body,
        List<String> names,
        long length) {

    /** How far the clock of a signer may be off. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int MOST_DIGITS = 18;

    /**
     * Reads a signature.
     *
     * @param now the time of the check
     * @throws Failure if it can't be good
     */
    public static MessageSignature read(HeaderField field, TagList tags, Instant now) throws Failure {
        Seal seal = Seal.read(field, tags);
        String[] kinds = tags.compact("c").orElse("simple").split("/", 2);
        List<String> names = tags.words("h").orElseThrow(() -> Seal.missing("h"));
        if (!names.contains("from")) {
            throw new Failure(Verdict.PERMERROR, "the field From is not signed"); // RFC 6376 5.4
        }
        checkTime(number(tags, "t"), number(tags, "x"), now.getEpochSecond());
        return new MessageSignature(
                field,
                seal,
                Seal.base64(tags, "bh"),
                kind(kinds[0]),
                kind(kinds.length < 2 ? "simple" : kinds[1]),
                names,
                number(tags, "l").orElse(BodyHashes.ALL));
    }

    private static Canonicalization kind(String name) throws Failure {
        return Canonicalization.of(name)
                .orElseThrow(() -> new Failure(Verdict.PERMERROR, "its canonicalization is unknown"));
    }

    private static Optional<Long> number(TagList tags, String tag) throws Failure {
        Optional<String> text = tags.compact(tag);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String digits = text.get();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Seal.malformed(tag);
        }
        return Optional.of(digits.length() > MOST_DIGITS ? BodyHashes.ALL - 1 : Long.parseLong(digits));
    }

    private static void checkTime(Optional<Long> made, Optional<Long> end, long now) throws Failure {
        long skew = CLOCK_SKEW.toSeconds();
        if (made.isPresent() && end.isPresent() && end.get() <= made.get()) {
            throw new Failure(Verdict.PERMERROR, "it expires before it was made");
        }
        if (made.isPresent() && made.get() > now + skew) {
            throw new Failure(Verdict.POLICY, "it was made in the future");
        }
        if (end.isPresent() && end.get() < now - skew) {
            throw new Failure(Verdict.POLICY, "it has expired");
        }
    }

    /** Returns what of a header is signed. */
    byte[] input(MessageHeader message) {
        return SignatureInput.of(message, names, header, field, seal.unsigned());
    }
}
