package org.letterwing.authentication.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.Map;

import org.letterwing.authentication.ZoneNames;

/** The keys of {@code example.com}: selector {@code r} is RSA, {@code e} is Ed25519. */
public final class TestKeys {

    /** Who signs. */
    public static final String DOMAIN = "example.com";

    /** An RSA key. */
    public static final KeyPair RSA = generate("RSA", 2048);

    /** An Ed25519 key. */
    public static final KeyPair ED25519 = generate("Ed25519", 255);

    /** What is in DNS. */
    public static final Map<String, String> ZONE = Map.of(
            "r._domainkey.example.com", KeyRecord.text(RSA.getPublic()),
            "e._domainkey.example.com", KeyRecord.text(ED25519.getPublic()));

    /** The RSA key under its selector. */
    public static final SigningKey RSA_SIGNER = new SigningKey("r", RSA.getPrivate());

    /** The Ed25519 key under its selector. */
    public static final SigningKey ED25519_SIGNER = new SigningKey("e", ED25519.getPrivate());

    private TestKeys() {}

    static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a DNS with the records of the keys. */
    public static ZoneNames names() {
        var names = new ZoneNames();
        ZONE.forEach((name, text) -> names.with(name, "TXT", text));
        return names;
    }

    /** Returns the RSA key as a PEM file has it. */
    public static String rsaAsPem() {
        return pem(RSA);
    }

    /** Returns the Ed25519 key as a PEM file has it. */
    static String ed25519AsPem() {
        return pem(ED25519);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Returns the Ed25519 key as dkimpy reads it. */
    public static String ed25519AsBase64() {
        return Base64.getEncoder()
                .encodeToString(
                        ((EdECPrivateKey) ED25519.getPrivate()).getBytes().orElseThrow());
    }
}
