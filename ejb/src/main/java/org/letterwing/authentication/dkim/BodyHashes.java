package org.letterwing.authentication.dkim;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.letterwing.authentication.message.MessageReader;

/**
 * The hashes of one body that all its signatures need, computed in one pass and in constant memory. First each signature
 * says what it wants, then comes the body, then {@link #finish()}. Not thread-safe.
 */
public final class BodyHashes implements MessageReader.Sink {

    /** The length of the whole body, whatever that is. */
    static final long ALL = Long.MAX_VALUE;

    private record Body(CanonicalBody canonical, BodyDigest digest) {}

    private final Map<Canonicalization, Body> bodies = new EnumMap<>(Canonicalization.class);

    /** Asks for a hash of a body's first octets, or of {@link #ALL}. */
    void want(Canonicalization kind, long length) {
        Body body = bodies.computeIfAbsent(kind, k -> {
            var digest = new BodyDigest();
            return new Body(new CanonicalBody(k, digest), digest);
        });
        if (length != ALL) {
            body.digest.want(length);
        }
    }

    /** Takes the next piece of the body. */
    @Override
    public void accept(byte[] octets, int from, int to) {
        for (Body body : bodies.values()) {
            body.canonical.accept(octets, from, to);
        }
    }

    /** Says that this was the body. */
    public void finish() {
        for (Body body : bodies.values()) {
            body.canonical.finish();
            body.digest.finish();
        }
    }

    /** Returns a hash that was asked for; empty if the body has not so many octets. */
    Optional<byte[]> hash(Canonicalization kind, long length) {
        return bodies.get(kind).digest.hash(length);
    }

    /** Returns how many octets a body has that a hash was asked of. */
    long count(Canonicalization kind) {
        return bodies.get(kind).digest.count();
    }
}
