package org.letterwing.authentication.dkim;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.letterwing.authentication.message.MessageReader;

/**
 * The hashes of a body from its beginning to each of several lengths. The body is hashed once, however many they are. Not
 * thread-safe.
 */
final class BodyDigest implements MessageReader.Sink {

    private final MessageDigest digest = Algorithm.sha256();
    private final TreeSet<Long> ahead = new TreeSet<>();
    private final Map<Long, byte[]> hashes = new HashMap<>();
    private long next = Long.MAX_VALUE;
    private long count;

    /** Asks for the hash of the first octets; to be called before there is a body. */
    void want(long length) {
        ahead.add(length);
        next = ahead.first();
    }

    @Override
    public void accept(byte[] octets, int from, int to) {
        int at = from;
        while (to - at >= next - count) {
            int part = (int) (next - count);
            digest.update(octets, at, part);
            at += part;
            count += part;
            hashes.put(next, snapshot());
            ahead.pollFirst();
            next = ahead.isEmpty() ? Long.MAX_VALUE : ahead.first();
        }
        digest.update(octets, at, to - at);
        count += to - at;
    }

    /** Says that this was the body. */
    void finish() {
        accept(new byte[0], 0, 0);
        hashes.put(BodyHashes.ALL, digest.digest());
    }

    /** Returns a hash that was asked for; empty if the body is shorter. */
    Optional<byte[]> hash(long length) {
        return Optional.ofNullable(hashes.get(length));
    }

    /** Returns how many octets the body has. */
    long count() {
        return count;
    }

    private byte[] snapshot() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // those of the JDK can
        }
    }
}
