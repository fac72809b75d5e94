package org.letterwing.authentication.arc;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.authentication.dkim.Dkimpy;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Chains that dkimpy has begun are gone on with here, and the other way round. */
class ArcPeerTest {

    private static final byte[] MESSAGE = TestMessages.octets("""
            Received: from a.example
            From: Alice <alice@example.org>
            To: list@example.com
            Subject: Hello
            Date: Fri, 2 Jan 2026 03:00:00 +0000
            Message-ID: <1@example.org>

            Hello  all,\t

            this is it.

            """);

    @TempDir
    Path folder;

    private Dkimpy peer;

    @BeforeEach
    void prepare() throws Exception {
        peer = new Dkimpy(folder, TestKeys.ZONE).withKey(TestKeys.rsaAsPem());
    }

    @Test
    void whatThePeerSealsPasses() throws Exception {
        byte[] once = sealedByPeer(MESSAGE, "spf=pass smtp.mailfrom=alice@example.org");
        assertEquals("pass", Chains.outcome(once));
        byte[] twice = sealedByPeer(once, "arc=pass");
        assertEquals("pass", Chains.outcome(twice));
        assertEquals("fail: the body was changed", Chains.outcome(TestMessages.changed(twice, "Hello  all", "hello")));
        assertEquals(
                "fail: the signature does not verify",
                Chains.outcome(TestMessages.changed(twice, "Subject: Hello", "Subject: hello")));
        assertEquals(
                "fail: the signature does not verify",
                Chains.outcome(TestMessages.changed(twice, "spf=pass smtp", "spf=fail smtp")));
    }

    @Test
    void whatIsSealedPassesAtThePeer() throws Exception {
        byte[] once = Chains.sealed(MESSAGE, TestKeys.RSA_SIGNER);
        assertEquals("pass: success\n", peer.run("arc-verify", once));
        byte[] twice = Chains.sealed(once, TestKeys.RSA_SIGNER);
        assertEquals("pass: success\n", peer.run("arc-verify", twice));
        String changed = peer.run("arc-verify", TestMessages.changed(twice, "Hello  all", "hello"));
        assertTrue(changed.startsWith("fail"), changed);
    }

    @Test
    void eachGoesOnWithWhatTheOtherHasBegun() throws Exception {
        byte[] here = Chains.sealed(MESSAGE, TestKeys.RSA_SIGNER);
        byte[] there = sealedByPeer(here, "arc=pass");
        assertEquals("pass", Chains.outcome(there));
        byte[] again = Chains.sealed(there, TestKeys.RSA_SIGNER);
        assertEquals("pass", Chains.outcome(again));
        assertEquals("pass: success\n", peer.run("arc-verify", again));
    }

    @Test
    void aBrokenChainEndsForBoth() throws Exception {
        byte[] broken = TestMessages.changed(Chains.sealed(MESSAGE, TestKeys.RSA_SIGNER), "this is", "that was");
        byte[] here = Chains.sealed(broken, TestKeys.RSA_SIGNER);
        assertTrue(peer.run("arc-verify", here).startsWith("ended"));
        byte[] there = sealedByPeer(broken, "arc=fail");
        assertEquals("fail: it was broken before", Chains.outcome(there));
    }

    private byte[] sealedByPeer(byte[] message, String results) throws Exception {
        byte[] checked = TestMessages.join("Authentication-Results: peer.example; " + results + "\r\n", message);
        return TestMessages.join(peer.run("arc-seal", checked, TestKeys.DOMAIN, "r", "peer.example"), checked);
    }
}
