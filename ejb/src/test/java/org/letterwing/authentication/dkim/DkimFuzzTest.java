package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any message, and any field before a signed one: each signature has a verdict, and passes only if it was made with the key. */
class DkimFuzzTest {

    private static final byte[] SIGNED =
            Crafted.sign(Crafted.TAGS.replace("rsa-sha256", "ed25519-sha256").replace("s=r", "s=e"));

    @FuzzTest(maxDuration = "8s")
    void whatIsNotSignedDoesNotPass(byte[] octets) {
        for (DkimResult result : Checks.verify(octets, TestKeys.names())) {
            assertNotEquals(Verdict.PASS, result.verdict());
            assertFalse(result.reason().isEmpty());
            assertTrue(result.reason().chars().allMatch(c -> c >= ' ' && c < 0x7f), result.reason());
        }
        Checks.verify(TestMessages.join(new String(octets, StandardCharsets.ISO_8859_1), SIGNED), TestKeys.names());
    }
}
