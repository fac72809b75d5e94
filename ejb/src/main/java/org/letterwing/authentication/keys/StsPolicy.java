package org.letterwing.authentication.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.letterwing.settings.StsMode;

/**
 * What hosts that bring mail must do about TLS (MTA-STS, RFC 8461).
 *
 * @param mode how much they must
 * @param hostname the name of the host that takes the mail, which its certificate has
 */
record StsPolicy(StsMode mode, String hostname) {

    /** What stands before a domain in the name of the host that has its policy (RFC 8461 3.3). */
    static final String HOST = "mta-sts.";

    /** How long it is kept, in seconds: some weeks are advised (RFC 8461 3.2), but while it is on trial it should be forgotten soon. */
    private static final int KEPT = 1_209_600;

    private static final int KEPT_ON_TRIAL = 86_400;
    private static final int ID_OCTETS = 8;

    /** Returns the document (RFC 8461 3.2). */
    String text() {
        return "version: STSv1\r\nmode: " + mode.name().toLowerCase(Locale.ROOT) + "\r\nmx: " + hostname
                + "\r\nmax_age: " + (mode == StsMode.ENFORCE ? KEPT : KEPT_ON_TRIAL) + "\r\n";
    }

    /** Returns what tells it from other policies: it changes with the document, and only then (RFC 8461 3.1). */
    String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, ID_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JVM has it
        }
    }
}
