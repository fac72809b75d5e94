package org.letterwing.authentication.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts keys with AES-256-GCM (NIST SP 800-38D). Immutable and thread-safe. */
public final class KeyEncryption {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /**
     * Encrypts under a secret.
     *
     * @param secret which nobody can guess: its hash is the key
     */
    KeyEncryption(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            key = new SecretKeySpec(hash, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    /**
     * Encrypts octets.
     *
     * @param owner whose they are; for another one they can't be decrypted
     * @return a nonce, and what is encrypted
     */
    public byte[] encrypt(byte[] octets, String owner) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(octets);
            byte[] all = Arrays.copyOf(nonce, NONCE + encrypted.length);
            System.arraycopy(encrypted, 0, all, NONCE, encrypted.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java platform can
        }
    }

    /**
     * Decrypts what was {@link #encrypt encrypted}.
     *
     * @throws GeneralSecurityException if the secret or the owner was another one, or somebody has changed the octets
     */
    public byte[] decrypt(byte[] encrypted, String owner) throws GeneralSecurityException {
        if (encrypted.length < NONCE + TAG_BITS / Byte.SIZE) {
            throw new GeneralSecurityException("It is too short");
        }
        byte[] nonce = Arrays.copyOf(encrypted, NONCE);
        return cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(encrypted, NONCE, encrypted.length - NONCE);
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
