package org.letterwing.authentication.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** The kinds of keys that each domain has: one that every verifier knows, and one that is short and fast. */
public enum KeyType {
    /** RFC 6376 3.3.1; RFC 8301 3.2: 2048 bits, for longer keys don't fit into one answer of DNS. */
    RSA("RSA", "r", 2048),
    /** RFC 8463. */
    ED25519("Ed25519", "e", 255);

    private final String javaName;
    private final String letter;
    private final int bits;

    KeyType(String javaName, String letter, int bits) {
        this.javaName = javaName;
        this.letter = letter;
        this.bits = bits;
    }

    /** Returns the letter that selectors of such keys have. */
    String letter() {
        return letter;
    }

    /** Makes a key; takes some tenths of a second. */
    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(javaName);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    /** Reads a private key as Java encodes it. */
    PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(javaName).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** Reads a public key as Java encodes it. */
    PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(javaName).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The database has a public key that is none", e);
        }
    }
}
