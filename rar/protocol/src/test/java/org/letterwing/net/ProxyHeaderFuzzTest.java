package org.letterwing.net;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any octets of a proxy: a header, or the end of the connection; in how many packets they come makes no difference. */
class ProxyHeaderFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void octetsAreAHeaderOrTheEnd(byte[] octets) {
        String outcome = ProxyDialogue.outcome(octets, Math.max(octets.length, 1));
        assertEquals(outcome, ProxyDialogue.outcome(octets, 1));
        assertEquals(outcome, ProxyDialogue.outcome(octets, 7));
        ProxyDialogue.outcomeOfFlood(octets, 100);
    }
}
