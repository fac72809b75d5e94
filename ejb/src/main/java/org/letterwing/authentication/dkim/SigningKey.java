package org.letterwing.authentication.dkim;

import java.security.PrivateKey;

/**
 * A key with which a domain signs.
 *
 * @param selector under which its public half is in DNS, of A-labels
 * @param key of RSA or Ed25519
 */
public record SigningKey(String selector, PrivateKey key) {

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public SigningKey {
        algorithm(key);
    }

    /** Returns the algorithm for which the key is. */
    public Algorithm algorithm() {
        return algorithm(key);
    }

    /** Signs octets. */
    public byte[] sign(byte[] octets) {
        return algorithm().sign(key, octets);
    }

    private static Algorithm algorithm(PrivateKey key) {
        return Algorithm.ofKey(key.getAlgorithm()).orElseThrow(() -> new IllegalArgumentException(key.getAlgorithm()));
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return selector;
    }
}
