package org.letterwing.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Octets in letters that people can read and type: the alphabet of RFC 4648 6 in lower case, eight for five octets. It has no
 * digit that looks like one of its letters.
 *
 * @param text the letters, without what divides them into groups
 */
record Letters(String text) {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes letters by chance alone, of a multiple of five octets. */
    static Letters random(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return of(random);
    }

    /** Writes a multiple of five octets. */
    static Letters of(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte octet : octets) {
            held = held << Byte.SIZE | Byte.toUnsignedInt(octet);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >> bits & MASK));
            }
        }
        return new Letters(text.toString());
    }

    /**
     * Reads what somebody has typed, in any case, with hyphens and spaces or without.
     *
     * @param typed is left as it is
     * @return empty unless it is so many letters
     */
    static Optional<Letters> typed(char[] typed, int length) {
        if (typed.length > 2 * length) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (char c : typed) {
            char letter = Character.toLowerCase(c);
            if (ALPHABET.indexOf(letter) >= 0) {
                text.append(letter);
            } else if (c != '-' && c != ' ') {
                return Optional.empty();
            }
        }
        return text.length() == length ? Optional.of(new Letters(text.toString())) : Optional.empty();
    }

    /** Returns the letters in groups of four, with hyphens between. */
    String grouped() {
        return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** Returns what is kept of letters that were made by chance: one fast digest is enough for that. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }

    /** Tells nothing of itself. */
    @Override
    public String toString() {
        return "Letters";
    }
}
