package org.letterwing.sasl;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 3): nobody can log in with it.
 *
 * @param salt random octets
 * @param iterations how often the hash is repeated
 * @param storedKey checks what a client proves
 * @param serverKey proves the server to a client
 */
public record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

    /** Tells nothing. */
    @Override
    public String toString() {
        return "ScramKeys";
    }
}
