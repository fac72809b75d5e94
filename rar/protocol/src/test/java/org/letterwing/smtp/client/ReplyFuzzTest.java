package org.letterwing.smtp.client;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets of a peer: they are replies within their bounds, or the end of the session. */
class ReplyFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void anyOctets(byte[] octets) {
        var reader = new ReplyReader();
        try {
            for (byte octet : octets) {
                PeerReply reply = reader.take(octet);
                if (reply != null) {
                    check(reply);
                }
            }
        } catch (ReplyReader.NoReplyException e) {
            assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
        }
    }

    private static void check(PeerReply reply) {
        assertTrue(reply.code() >= 200 && reply.code() <= 599);
        assertTrue(reply.lines().size() <= ReplyReader.MAX_LINES);
        assertFalse(reply.toString().chars().anyMatch(Character::isISOControl));
        assertTrue(reply.text(100).length() <= 100);
        reply.enhancedCode().ifPresent(code -> assertTrue(code.charAt(0) - '0' == reply.code() / 100));
        PeerFacts facts = PeerFacts.ofEhlo(reply);
        assertTrue(facts.maxSize() > 0);
    }
}
