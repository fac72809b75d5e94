package org.letterwing.authentication.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What a domain says in DNS of a key that signs for it (RFC 6376 3.6.1, RFC 8463 4).
 *
 * @param algorithm for which the key is
 * @param key checks signatures
 * @param testing whether the domain is only trying DKIM
 * @param exact whether an identity must be of the domain itself, not of one below it
 */
public record KeyRecord(Algorithm algorithm, PublicKey key, boolean testing, boolean exact) {

    // RFC 8301 3.2; beyond the upper limits a check costs more than it is worth.
    private static final int SHORTEST = 1024;
    private static final int LONGEST = 4096;
    private static final int LONGEST_EXPONENT = 64;

    // RFC 8410 4: what stands before the 32 octets of a key in the form that Java reads
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ED25519_LENGTH = 32;

    /** Reads a record. */
    static KeyRecord parse(String text) throws Failure {
        TagList tags = TagList.parse(text).orElseThrow(() -> unusable("malformed"));
        String version = tags.get("v").orElse("DKIM1");
        if (!version.equals("DKIM1") || tags.get("v").isPresent() && !tags.isFirst("v")) {
            throw unusable("of another version");
        }
        if (tags.words("h").filter(hashes -> !hashes.contains("sha256")).isPresent()) {
            throw unusable("for other hashes");
        }
        List<String> services = tags.words("s").orElse(List.of("*"));
        if (!services.contains("*") && !services.contains("email")) {
            throw unusable("not for mail");
        }
        Algorithm algorithm =
                Algorithm.ofKey(tags.get("k").orElse("rsa")).orElseThrow(() -> unusable("of an unknown type"));
        String data = tags.compact("p").orElseThrow(() -> unusable("malformed"));
        if (data.isEmpty()) {
            throw unusable("revoked");
        }
        List<String> flags = tags.words("t").orElse(List.of());
        return new KeyRecord(algorithm, key(algorithm, data), flags.contains("y"), flags.contains("s"));
    }

    private static PublicKey key(Algorithm algorithm, String data) throws Failure {
        try {
            byte[] octets = Base64.getDecoder().decode(data);
            if (algorithm == Algorithm.ED25519) {
                if (octets.length != ED25519_LENGTH) {
                    throw unusable("malformed"); // Java would ignore what is too much
                }
                byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + octets.length);
                System.arraycopy(octets, 0, encoded, ED25519_PREFIX.length, octets.length);
                octets = encoded;
            }
            PublicKey key = KeyFactory.getInstance(algorithm.keyType()).generatePublic(new X509EncodedKeySpec(octets));
            if (key instanceof RSAPublicKey rsa) {
                check(rsa);
            }
            return key;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java platform has it
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("malformed");
        }
    }

    private static void check(RSAPublicKey key) throws Failure {
        int length = key.getModulus().bitLength();
        if (length < SHORTEST) {
            throw new Failure(Verdict.POLICY, "the key is too short");
        }
        if (length > LONGEST || key.getPublicExponent().bitLength() > LONGEST_EXPONENT) {
            throw new Failure(Verdict.POLICY, "the key is too long");
        }
    }

    private static Failure unusable(String why) {
        return new Failure(Verdict.PERMERROR, "the key record is " + why);
    }

    /**
     * Returns the text of the record for a key, which DNS may have to divide into strings.
     *
     * @param key of RSA or Ed25519
     * @throws IllegalArgumentException if it is another one
     */
    public static String text(PublicKey key) {
        Algorithm algorithm =
                Algorithm.ofKey(key.getAlgorithm()).orElseThrow(() -> new IllegalArgumentException(key.getAlgorithm()));
        byte[] octets = key.getEncoded();
        if (algorithm == Algorithm.ED25519) {
            octets = Arrays.copyOfRange(octets, octets.length - ED25519_LENGTH, octets.length);
        }
        return "v=DKIM1; k=" + algorithm.keyType() + "; p="
                + Base64.getEncoder().encodeToString(octets);
    }
}
