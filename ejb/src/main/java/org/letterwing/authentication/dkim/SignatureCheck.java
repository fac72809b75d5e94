package org.letterwing.authentication.dkim;

import java.util.Arrays;

import org.letterwing.authentication.message.MessageHeader;

/**
 * Checks one signature: asks for its key and for the hash of the body, and compares when both are there. Not thread-safe.
 */
public final class SignatureCheck {

    private final MessageSignature signature;
    private final MessageHeader header;
    private final SignerKeys keys;
    private final BodyHashes bodies;

    /** Begins a check; the answers come while the body is read. */
    public SignatureCheck(MessageSignature signature, MessageHeader header, KeyLookup lookup, BodyHashes bodies) {
        this.signature = signature;
        this.header = header;
        this.bodies = bodies;
        keys = lookup.ask(signature.seal().domain(), signature.seal().selector());
        bodies.want(signature.body(), signature.length());
    }

    /**
     * Waits for the key and compares; to be called after the body.
     *
     * @return the key with which it was signed
     * @throws Failure if it was not
     */
    public KeyRecord verify() throws Failure {
        byte[] hash = bodies.hash(signature.body(), signature.length())
                .orElseThrow(() -> new Failure(Verdict.PERMERROR, "the body is shorter than what was signed"));
        if (!Arrays.equals(hash, signature.bodyHash())) {
            throw new Failure(Verdict.FAIL, "the body was changed");
        }
        Seal seal = signature.seal();
        return keys.verify(seal.algorithm(), signature.input(header), seal.signature());
    }

    /** Returns whether only a part of the body was signed. */
    boolean isPartial() {
        return signature.length() < bodies.count(signature.body());
    }

    /** Waits for the key and returns whether the domain is only trying DKIM. */
    boolean isTesting() {
        return keys.isTesting();
    }
}
