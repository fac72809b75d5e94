package org.letterwing.authentication.dkim;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/** A way to sign, as tag {@code a=} names it. RFC 8301 3.1: {@code rsa-sha1} is none any more. */
public enum Algorithm {
    /** RFC 6376 3.3.2. */
    RSA("rsa", "rsa-sha256", "SHA256withRSA") {
        @Override
        byte[] input(byte[] octets) {
            return octets;
        }
    },
    /** RFC 8463 3: the hash is signed as if it were the message. */
    ED25519("ed25519", "ed25519-sha256", "Ed25519") {
        @Override
        byte[] input(byte[] octets) {
            return sha256().digest(octets);
        }
    };

    private final String keyType;
    private final String label;
    private final String javaName;

    Algorithm(String keyType, String label, String javaName) {
        this.keyType = keyType;
        this.label = label;
        this.javaName = javaName;
    }

    /** Returns what Java signs. */
    abstract byte[] input(byte[] octets);

    /** Returns the algorithm of a name; empty if it is unknown. */
    static Optional<Algorithm> of(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equalsIgnoreCase(label))
                .findFirst();
    }

    /** Returns the algorithm of a key's type, as Java or a key record names it; empty if it is unknown. */
    static Optional<Algorithm> ofKey(String type) {
        return type.equals("EdDSA")
                ? Optional.of(ED25519)
                : Arrays.stream(values())
                        .filter(algorithm -> algorithm.keyType.equalsIgnoreCase(type))
                        .findFirst();
    }

    /** Returns the type of its keys, as key records name it. */
    String keyType() {
        return keyType;
    }

    /** Returns whether a signature fits. */
    boolean verifies(PublicKey key, byte[] octets, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(javaName);
            verifier.initVerify(key);
            verifier.update(input(octets));
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        } catch (GeneralSecurityException e) {
            return false; // of another length, or with a key that can't be
        }
    }

    /**
     * Signs.
     *
     * @throws IllegalArgumentException if the key can't
     */
    byte[] sign(PrivateKey key, byte[] octets) {
        try {
            Signature signer = Signature.getInstance(javaName);
            signer.initSign(key);
            signer.update(input(octets));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
