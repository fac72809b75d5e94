package org.letterwing.authentication.arc;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Any message, and any set before a message: a chain passes only if it was sealed with the key. */
class ArcFuzzTest {

    private static final byte[] SEALED =
            Chains.sealed(TestMessages.octets("From: Alice <alice@example.org>\n\nHello\n"), TestKeys.ED25519_SIGNER);

    @FuzzTest(maxDuration = "8s")
    void whatIsNotSealedDoesNotPass(byte[] octets) {
        ArcResult result = Chains.validate(octets, TestKeys.names());
        assertNotEquals(ChainStatus.PASS, result.status());
        assertEquals(result.status() == ChainStatus.NONE, result.reason().isEmpty());
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        Chains.validate(TestMessages.join(text, SEALED), TestKeys.names());
    }
}
