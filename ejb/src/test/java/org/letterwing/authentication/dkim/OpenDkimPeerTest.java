package org.letterwing.authentication.dkim;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What OpenDKIM signs passes here, and what is signed here passes there. */
class OpenDkimPeerTest {

    // As the filter that it is, it does not see how much white space a field begins and ends with.
    private static final byte[] MESSAGE = TestMessages.octets("""
            From: Alice\t<alice@example.com>
            To: Bob <bob@example.org>,
               Carol <carol@example.org>
            Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=  to\t you
            Date: Fri, 2 Jan 2026 03:00:00 +0000
            Message-ID: <1@example.com>

            Hello  Bob,\t

            a line  with \t white space \s\t



            """);

    @TempDir
    Path folder;

    private OpenDkim peer;

    @BeforeEach
    void prepare() throws Exception {
        peer = new OpenDkim(folder, TestKeys.ZONE);
    }

    // Its own signatures by Ed25519 over simple fields are not good for itself either.
    @ParameterizedTest
    @CsvSource({
        "rsa-sha256, simple/simple",
        "rsa-sha256, simple/relaxed",
        "rsa-sha256, relaxed/simple",
        "rsa-sha256, relaxed/relaxed",
        "ed25519-sha256, relaxed/simple",
        "ed25519-sha256, relaxed/relaxed",
    })
    void whatThePeerSignsPasses(String algorithm, String canonicalization) throws Exception {
        boolean rsa = algorithm.startsWith("rsa");
        String field = peer.sign(
                MESSAGE,
                rsa ? TestKeys.rsaAsPem() : TestKeys.ed25519AsPem(),
                rsa ? "r" : "e",
                algorithm,
                canonicalization);
        assertTrue(field.contains("a=" + algorithm + "; c=" + canonicalization + ";"), field);
        byte[] signed = TestMessages.join(field, MESSAGE);
        assertEquals("pass", Checks.outcome(signed, TestKeys.names()));
        assertEquals(
                "fail: the signature does not verify",
                Checks.outcome(TestMessages.changed(signed, "Carol", "carol"), TestKeys.names()));
        assertEquals(
                "fail: the body was changed",
                Checks.outcome(TestMessages.changed(signed, "Hello", "hello"), TestKeys.names()));
    }

    @Test
    void whatIsSignedPassesAtThePeer() throws Exception {
        for (SigningKey key : List.of(TestKeys.RSA_SIGNER, TestKeys.ED25519_SIGNER)) {
            byte[] signed = signed(key);
            String said = peer.verify(signed);
            assertTrue(said.contains("succeeded"), said);
            for (String part : List.of("Hello", "Bob <", "Alice")) {
                String complaint = peer.verify(TestMessages.changed(signed, part, part.toLowerCase(Locale.ROOT)));
                assertTrue(complaint.contains("failed"), complaint);
            }
        }
        String both = peer.verify(signed(TestKeys.RSA_SIGNER, TestKeys.ED25519_SIGNER));
        assertTrue(both.contains("succeeded"), both);
        assertFalse(both.contains("failed"), both);
    }

    private static byte[] signed(SigningKey... keys) throws Exception {
        var signer = new DkimSigner(TestKeys.DOMAIN, List.of(keys));
        return TestMessages.join(
                signer.sign(new ByteArrayInputStream(MESSAGE), TestMessages.HEADER_LIMIT, TestMessages.NOW), MESSAGE);
    }
}
