package org.letterwing.it;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What makes codes on somebody's telephone (RFC 6238), from the key that was typed in.
 *
 * @param key in groups of letters
 */
record Authenticator(String key) {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int STEP_SECONDS = 30;

    /** Returns the code of now, or of so many steps later. */
    String code(int stepsLater) {
        long step = Instant.now().getEpochSecond() / STEP_SECONDS + stepsLater;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(octets(), "RAW"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int from = hash[hash.length - 1] & 0xf;
            return String.format("%06d", (ByteBuffer.wrap(hash).getInt(from) & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] octets() {
        String letters = key.replace("-", "");
        byte[] octets = new byte[letters.length() * 5 / 8];
        for (int bit = 0; bit < octets.length * 8; bit++) {
            int letter = ALPHABET.indexOf(letters.charAt(bit / 5));
            octets[bit / 8] |= (byte) ((letter >> 4 - bit % 5 & 1) << 7 - bit % 8);
        }
        return octets;
    }
}
