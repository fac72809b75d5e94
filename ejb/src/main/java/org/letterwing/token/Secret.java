package org.letterwing.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a token. It is made by chance alone, of 256 bits, so that one fast digest of it is as good as the slow
 * one of a password that people choose.
 *
 * @param text the letters that go over the wire
 */
record Secret(String text) {

    private static final int OCTETS = 32;

    /** Tells people, and programs that look for secrets in files, what it is. */
    private static final String PREFIX = "lwt_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret random() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    /** Returns the secret that a client shows; empty if it can be none. */
    static Optional<Secret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /** Returns what is kept of it. */
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
        return "Secret";
    }
}
