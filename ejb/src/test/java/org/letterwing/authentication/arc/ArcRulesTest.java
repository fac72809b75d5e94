package org.letterwing.authentication.arc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dkim.Seal;
import org.letterwing.authentication.dkim.SignerKeys;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules for chains (RFC 8617 5). */
class ArcRulesTest {

    private static final byte[] MESSAGE = TestMessages.octets("""
            DKIM-Signature: v=1
            From: Alice <alice@example.org>
            Subject: Hello

            Hello all!
            """);

    private static final byte[] ONCE = Chains.sealed(MESSAGE, TestKeys.RSA_SIGNER);
    private static final byte[] TWICE = Chains.sealed(ONCE, TestKeys.ED25519_SIGNER);

    @Test
    void aMessageWithoutAChainHasNone() {
        ArcResult result = Chains.validate(MESSAGE, TestKeys.names());
        assertEquals(ChainStatus.NONE, result.status());
        assertEquals(0, result.oldestPass());
        assertEquals(Optional.empty(), result.authenticationResults());
    }

    @Test
    void aChainTellsWhoSealedAndWhatTheNewestFound() {
        ArcResult result = Chains.validate(TWICE, TestKeys.names());
        assertEquals(ChainStatus.PASS, result.status());
        assertEquals(0, result.oldestPass());
        assertEquals(List.of("example.com", "example.com"), result.sealers());
        assertEquals(
                Optional.of("mx.example.com; spf=pass smtp.mailfrom=alice@example.org; arc=pass"),
                result.authenticationResults());
    }

    @Test
    void whoChangesAMessageAndSealsItIsTheOldestThatPasses() {
        byte[] changed = TestMessages.changed(ONCE, "Hello all!", "Hello all!\r\n-- \r\nthe list");
        byte[] sealed = TestMessages.join(
                Chains.seal(ONCE, changed, TestKeys.RSA_SIGNER).orElseThrow(), changed);
        ArcResult result = Chains.validate(sealed, TestKeys.names());
        assertEquals(ChainStatus.PASS, result.status());
        assertEquals(2, result.oldestPass());
        byte[] thrice = Chains.sealed(sealed, TestKeys.RSA_SIGNER);
        assertEquals(2, Chains.validate(thrice, TestKeys.names()).oldestPass());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello all!            | Hello!        | fail: the body was changed",
                "Subject: Hello        | Subject: Hi   | fail: the signature does not verify",
                "DKIM-Signature: v=1   | DKIM-Signature: v=2 | fail: the signature does not verify",
                "arc=none              | arc=pass      | fail: the signature does not verify",
                "arc=pass              | arc=none      | fail: the signature does not verify",
                "ARC-Seal: i=2         | X: i=2        | fail: a set is not whole",
                "ARC-Message-Signature: i=2 | X: i=2   | fail: a set is not whole",
                "ARC-Authentication-Results: i=1 | X: i=1 | fail: the instances are not in sequence",
                "i=1;                  | i=3;          | fail: the instances are not in sequence",
                "i=2;                  | i=1;          | fail: the instances are not in sequence",
                "i=2;                  | i=0;          | fail: the instances are not in sequence",
                "i=2;                  | i=x;          | fail: the instances are not in sequence",
                "i=2;                  | ''            | fail: the instances are not in sequence",
                "i=2;                  | i=2;i=2;      | fail: the instances are not in sequence",
                "cv=none               | cv=pass       | fail: a seal has a wrong status",
                "cv=pass               | cv=none       | fail: a seal has a wrong status",
                "cv=pass               | cv=           | fail: a seal has a wrong status",
                "cv=none               | cv=fail       | fail: a seal has a wrong status",
                "cv=pass               | cv=fail       | fail: it was broken before",
                "cv=none;              | cv=none; h=from; | fail: a seal has a tag h=",
                "h=from                | h=arc-seal:from | fail: a seal is signed",
                "h=from                | h=to          | fail: the signature does not verify",
                "bh=                   | xx=           | fail: it has no tag bh=",
                "ARC-Seal: i=1; a=rsa-sha256 | ARC-Seal: i=1; a=rsa-sha1 | fail: its algorithm is not supported",
                "ARC-Seal: i=1; a=rsa-sha256 | ARC-Seal: i=1; a=ed25519-sha256 | fail: the key is for another algorithm",
            })
    void aChangedChainFails(String text, String other, String outcome) {
        assertEquals(outcome, Chains.outcome(TestMessages.changed(TWICE, text, other)));
    }

    @Test
    void aMessageThatWasChangedFails() {
        for (String added : List.of("From: b@example.org\r\n", "Reply-To: b@example.org\r\n")) {
            assertEquals("fail: the signature does not verify", Chains.outcome(TestMessages.join(added, TWICE)));
        }
        assertEquals("pass", Chains.outcome(TestMessages.join("Received: by b.example\r\n", TWICE)));
    }

    @Test
    void whoDoesNotAnswerMayLater() {
        ArcResult result = Chains.validate(TWICE, TestKeys.names().withSilence("r._domainkey.example.com"));
        assertEquals(ChainStatus.FAIL, result.status());
        assertTrue(result.temporary());
        assertFalse(Chains.validate(TWICE, new ZoneNames()).temporary());
    }

    @Test
    void allKeysAreAskedForBeforeAnAnswerIsWaitedFor() throws IOException {
        ZoneNames names = TestKeys.names();
        new ArcValidation(header(TWICE), new KeyLookup(names), new BodyHashes(), TestMessages.NOW);
        assertEquals(2, names.questions());
    }

    @Test
    void aChainHasAtMostFiftySets() {
        byte[] message = MESSAGE;
        for (int i = 1; i <= 50; i++) {
            message = Chains.sealed(message, TestKeys.ED25519_SIGNER);
        }
        assertEquals("pass", Chains.outcome(message));
        assertEquals(0, Chains.validate(message, TestKeys.names()).oldestPass());
        assertEquals(Optional.empty(), Chains.seal(message, message, TestKeys.RSA_SIGNER));
        byte[] more = TestMessages.join("ARC-Seal: i=51\r\n", message);
        assertEquals("fail: there are too many sets", Chains.outcome(more));
        byte[] many = TestMessages.join("ARC-Seal: i=1\r\n".repeat(10_000), MESSAGE);
        assertEquals("fail: there are too many sets", Chains.outcome(many));
        assertEquals(Optional.empty(), Chains.seal(many, many, TestKeys.RSA_SIGNER));
    }

    // RFC 8617 5.1.2
    @Test
    void whoFindsAChainBrokenSealsItsOwnSetAlone() throws Exception {
        byte[] broken = TestMessages.changed(TWICE, "Hello all!", "Hello!");
        String set = Chains.seal(broken, broken, TestKeys.RSA_SIGNER).orElseThrow();
        assertTrue(set.startsWith("ARC-Seal: i=3; a=rsa-sha256; cv=fail; d=example.com; s=r;"), set);
        MessageHeader header = header(TestMessages.join(set, broken));
        var input = new SealInput();
        input.add(header.fields("arc-authentication-results").get(0));
        input.add(header.fields("arc-message-signature").get(0));
        HeaderField field = header.fields("arc-seal").get(0);
        Seal seal = Seal.read(field, ArcSet.tags(field));
        SignerKeys keys = new KeyLookup(TestKeys.names()).ask("example.com", "r");
        assertDoesNotThrow(() -> keys.verify(seal.algorithm(), input.with(seal.unsigned()), seal.signature()));
    }

    private static MessageHeader header(byte[] message) throws IOException {
        return new MessageReader(new ByteArrayInputStream(message), TestMessages.HEADER_LIMIT).header();
    }

    @Test
    void nobodyGoesOnWithAChainThatHasEnded() {
        byte[] broken = TestMessages.changed(TWICE, "Hello all!", "Hello!");
        byte[] sealed = Chains.sealed(broken, TestKeys.RSA_SIGNER);
        ArcResult result = Chains.validate(sealed, TestKeys.names());
        assertEquals(ChainStatus.FAIL, result.status());
        assertTrue(result.ended());
        assertEquals(Optional.empty(), Chains.seal(sealed, sealed, TestKeys.RSA_SIGNER));

        byte[] withGap = TestMessages.changed(TWICE, "i=1;", "i=3;");
        byte[] sealedGap = Chains.sealed(withGap, TestKeys.RSA_SIGNER);
        assertTrue(Chains.validate(sealedGap, TestKeys.names()).ended());
    }

    @Test
    void aSetIsFolded() {
        String set = Chains.seal(MESSAGE, MESSAGE, TestKeys.RSA_SIGNER).orElseThrow();
        assertTrue(set.lines().allMatch(line -> line.length() <= 78), set);
        assertTrue(set.endsWith("\r\n"), set);
        String[] fields = set.replaceAll("\r\n ", " ").split("\r\n");
        assertTrue(fields[0].startsWith("ARC-Seal: i=1; a=rsa-sha256; cv=none;"), set);
        assertTrue(fields[1].startsWith("ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed;"), set);
        assertTrue(fields[1].replace(" ", "").contains(":dkim-signature;"), set);
        assertEquals(
                "ARC-Authentication-Results: i=1; mx.example.com; spf=pass smtp.mailfrom=alice@example.org; arc=none",
                fields[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spf=pass\r\nBcc: x", "spf=pass\n x", "spf=pass\r x", "spf=pass\r\n"})
    void resultsAreOneField(String results) throws IOException {
        MessageHeader header = header(MESSAGE);
        var sealer = new ArcSealer("mx.example.com", TestKeys.DOMAIN, TestKeys.RSA_SIGNER);
        assertThrows(
                IllegalArgumentException.class,
                () -> sealer.seal(header, new BodyHashes(), ArcResult.NONE, results, TestMessages.NOW));
    }
}
