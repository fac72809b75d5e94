package org.letterwing.srs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the words of an address so shortly that there is room for it. Case doesn't count, for some hosts on the way change
 * it.
 *
 * <p>Six characters are 30 bits. Who wants to guess them has to ask this server each time.
 */
final class Signer {

    /** The digits of numbers to the base of 32 (RFC 4648 6). */
    static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 6;

    private final List<SecretKeySpec> keys;

    /**
     * Makes a signer.
     *
     * @param secrets the first one signs, all are good for what was signed before
     */
    Signer(List<String> secrets) {
        keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    String sign(String words) {
        return sign(keys.get(0), words);
    }

    boolean isSigned(String words, String signature) {
        byte[] given = signature.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (SecretKeySpec key : keys) {
            found |= MessageDigest.isEqual(sign(key, words).getBytes(StandardCharsets.UTF_8), given);
        }
        return found;
    }

    private static String sign(SecretKeySpec key, String words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] octets = mac.doFinal(words.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            var signature = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                signature.append(DIGITS.charAt(octets[i] & 31));
            }
            return signature.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }
}
