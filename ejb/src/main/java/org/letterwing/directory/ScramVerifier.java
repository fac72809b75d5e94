package org.letterwing.directory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import com.ongres.saslprep.SASLprep;

/**
 * What is kept of a password: a SCRAM-SHA-256 verifier (RFC 5802 3, RFC 7677), from which the password can't be had
 * back. Checking one costs some milliseconds of CPU on purpose.
 *
 * @param salt random octets
 * @param iterations how often the hash is repeated
 * @param storedKey checks what a client proves
 * @param serverKey proves the server to a client
 */
@Embeddable
record ScramVerifier(
        byte[] salt,
        int iterations,
        @Column(name = "stored_key") byte[] storedKey,
        @Column(name = "server_key") byte[] serverKey) {

    /** The longest password, in characters. */
    static final int MAX_PASSWORD = 1000;

    private static final int ITERATIONS = 10_000;
    private static final int SALT_OCTETS = 16;
    private static final int KEY_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SASLprep SASLPREP = new SASLprep();

    /**
     * Makes the verifier of a password, which is left as it is.
     *
     * @return empty if the password is empty, too long, or has characters that SASLprep (RFC 4013) prohibits
     */
    static Optional<ScramVerifier> of(char[] password) {
        return prepare(password).map(prepared -> {
            byte[] salt = new byte[SALT_OCTETS];
            RANDOM.nextBytes(salt);
            return derive(prepared, salt, ITERATIONS);
        });
    }

    /** Returns a verifier that no password matches, and that takes as long to say so. */
    static ScramVerifier matchingNothing() {
        byte[] salt = new byte[SALT_OCTETS];
        byte[] key = new byte[KEY_BITS / Byte.SIZE];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(key);
        return new ScramVerifier(salt, ITERATIONS, key, key);
    }

    /**
     * Returns the verifier that a user who isn't known seems to have: always the same, and no password fits it.
     *
     * @param secret keeps strangers from finding out that it was made up
     */
    static ScramVerifier imagined(byte[] secret, String user) {
        try {
            return new ScramVerifier(
                    Arrays.copyOf(hmac(secret, "salt " + user), SALT_OCTETS),
                    ITERATIONS,
                    hmac(secret, "stored key " + user),
                    hmac(secret, "server key " + user));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks HmacSHA256", e);
        }
    }

    /** Returns whether this is the verifier of the password, which is left as it is. */
    boolean matches(char[] password) {
        Optional<char[]> prepared = prepare(password);
        ScramVerifier derived = derive(prepared.orElse(new char[] {0}), salt, iterations);
        return MessageDigest.isEqual(derived.storedKey, storedKey) && prepared.isPresent();
    }

    private static Optional<char[]> prepare(char[] password) {
        if (password.length > MAX_PASSWORD) {
            return Optional.empty();
        }
        try {
            // As a query (RFC 3454 7), for a new emoji is no reason to refuse a password.
            char[] prepared = SASLPREP.prepareQuery(password);
            return prepared.length == 0 ? Optional.empty() : Optional.of(prepared);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // the latter when nothing is left
            return Optional.empty();
        }
    }

    /** Makes the verifier of a prepared password, which is wiped. */
    static ScramVerifier derive(char[] prepared, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(prepared, salt, iterations, KEY_BITS);
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
            return new ScramVerifier(salt, iterations, storedKey, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks HmacSHA256", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(prepared, '\0');
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "ScramVerifier";
    }
}
