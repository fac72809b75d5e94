package org.letterwing.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/**
 * What makes codes that hold for some seconds (RFC 6238): of 160 bits, six digits each half minute, with SHA-1, which is what
 * all programs for that can. Immutable.
 */
final class TotpKey {

    private static final int OCTETS = 20; // RFC 4226 4, R6
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();
    private static final long STEP_SECONDS = CODES.getTimeStep().toSeconds();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;

    TotpKey(byte[] octets) {
        this.octets = octets.clone();
    }

    static TotpKey random() {
        byte[] random = new byte[OCTETS];
        RANDOM.nextBytes(random);
        return new TotpKey(random);
    }

    byte[] octets() {
        return octets.clone();
    }

    /** Returns the key in the letters that are typed where no camera is. */
    Letters letters() {
        return Letters.of(octets);
    }

    /**
     * Returns the address that a QR code tells to the program that makes codes.
     *
     * @param issuer where the codes are for
     * @param account whose they are
     */
    String uri(String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret="
                + letters().text().toUpperCase(Locale.ROOT) + "&issuer=" + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Returns the time step of a code: of now, or one before or after, for clocks differ (RFC 6238 5.2).
     *
     * @return empty if the code is wrong
     */
    OptionalLong stepOf(String code, Instant now) {
        long present = now.getEpochSecond() / STEP_SECONDS;
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(given, code(step).getBytes(StandardCharsets.US_ASCII)))
                .max();
    }

    /** Returns the code of a time. */
    String code(Instant time) {
        return code(time.getEpochSecond() / STEP_SECONDS);
    }

    private String code(long step) {
        Key key = new SecretKeySpec(octets, "RAW");
        try {
            return CODES.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP_SECONDS), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e); // HMAC takes each key
        }
    }

    /** Tells nothing of itself. */
    @Override
    public String toString() {
        return "TotpKey";
    }
}
