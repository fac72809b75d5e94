package org.letterwing.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Passwords are kept and checked as RFC 5802 and RFC 7677 have it. */
class ScramVerifierTest {

    /** The example of RFC 7677 3: from this verifier a server proves itself to the client, and the client to it. */
    @Example
    void agreesWithTheExampleOfTheRfc() throws Exception {
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        ScramVerifier verifier = ScramVerifier.derive("pencil".toCharArray(), salt, 4096);
        String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        String message =
                "n=user,r=rOprNGfwEbeRWgbNEkqO,r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=" + nonce;

        assertEquals(
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                Base64.getEncoder().encodeToString(hmac(verifier.serverKey(), message)));

        byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        byte[] signature = hmac(verifier.storedKey(), message);
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        assertArrayEquals(
                verifier.storedKey(), MessageDigest.getInstance("SHA-256").digest(clientKey));
    }

    @Example
    void matchesItsPasswordAlone() {
        ScramVerifier verifier = verifier("correct horse");
        assertTrue(verifier.matches("correct horse".toCharArray()));
        assertFalse(verifier.matches("Correct horse".toCharArray()));
        assertFalse(verifier.matches("correct horse ".toCharArray()));
        assertFalse(verifier.matches(new char[0]));
        assertFalse(verifier.matches("\u0007".toCharArray()));
        assertFalse(verifier.matches("x".repeat(1001).toCharArray()));
        assertFalse(ScramVerifier.matchingNothing().matches("correct horse".toCharArray()));
        assertFalse(ScramVerifier.matchingNothing().matches(new char[] {0}));
    }

    @Example
    void passwordsArePreparedAsSaslprepHasIt() {
        assertTrue(verifier("I\u00adX\u00aa").matches("IXa".toCharArray())); // RFC 4013 3
        assertTrue(verifier("pa\u00dfwort \u2168").matches("pa\u00dfwort\u00a0IX".toCharArray()));
        assertTrue(verifier("u\u0308").matches("\u00fc".toCharArray()));
        assertTrue(verifier("\ud83e\udd84").matches("\ud83e\udd84".toCharArray()));
    }

    @Example
    void someTextIsNoPassword() {
        for (String text : new String[] {"", "\u0007", "a\nb", "\u00ad", "x".repeat(1001)}) {
            assertEquals(Optional.empty(), ScramVerifier.of(text.toCharArray()), text);
        }
        assertTrue(ScramVerifier.of("x".repeat(1000).toCharArray()).isPresent());
    }

    @Property(tries = 200) // each costs some milliseconds
    void takesAnyText(@ForAll String password) {
        ScramVerifier.matchingNothing().matches(password.toCharArray());
    }

    @Example
    void eachHasASaltOfItsOwnAndTellsNothing() {
        ScramVerifier one = verifier("secret");
        ScramVerifier other = verifier("secret");
        assertFalse(Arrays.equals(one.salt(), other.salt()));
        assertFalse(Arrays.equals(one.storedKey(), other.storedKey()));
        assertEquals(10_000, one.iterations());
        assertEquals("ScramVerifier", one.toString());
    }

    private static ScramVerifier verifier(String password) {
        return ScramVerifier.of(password.toCharArray()).orElseThrow();
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
