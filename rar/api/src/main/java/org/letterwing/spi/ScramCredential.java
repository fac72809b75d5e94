package org.letterwing.spi;

/**
 * What is kept of a password for SCRAM-SHA-256 (RFC 5802 3, RFC 7677): it checks a login, and nobody can log in with it.
 *
 * @param salt random octets
 * @param iterations how often the hash is repeated
 * @param storedKey checks what a client proves
 * @param serverKey proves the server to a client
 */
public record ScramCredential(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

    /** Tells nothing. */
    @Override
    public String toString() {
        return "ScramCredential";
    }
}
