package org.letterwing.authentication.arc;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import org.letterwing.authentication.dkim.Canonicalization;
import org.letterwing.authentication.message.HeaderField;

/** What the seals of a chain sign, from the oldest one on (RFC 8617 5.1.1). Not thread-safe. */
final class SealInput {

    private static final Canonicalization KIND = Canonicalization.RELAXED;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /** Adds a field in front of those that are still to come. */
    void add(HeaderField field) {
        octets.writeBytes(KIND.field(field));
    }

    /** Returns what a seal signs: all fields that were added, and itself. */
    byte[] with(HeaderField unsignedSeal) {
        byte[] last = KIND.lastField(unsignedSeal);
        byte[] all = Arrays.copyOf(octets.toByteArray(), octets.size() + last.length);
        System.arraycopy(last, 0, all, octets.size(), last.length);
        return all;
    }
}
