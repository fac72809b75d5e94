package org.letterwing.pop3;

import java.util.Arrays;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets, before the login and after: in how many packets they come makes no difference, and no hold is left. */
class Pop3FuzzTest {

    private static final int LONGEST = 4096;

    @FuzzTest(maxDuration = "20s")
    void octetsAreAConversation(byte[] octets) {
        assertEquals(converse(octets, false, LONGEST), converse(octets, false, 1));
        assertEquals(converse(octets, true, LONGEST), converse(octets, true, 1));
    }

    private static String converse(byte[] octets, boolean loggedIn, int packet) {
        var backend = new MemoryMaildrop();
        backend.sliceSize = 5;
        backend.add("a: b\r\n\r\n.one\r\ntwo\r\n");
        backend.add("c: d\r\n\r\nend");
        String outcome;
        try (var dialogue = new Dialogue(backend)) {
            if (loggedIn) {
                dialogue.loggedIn();
            }
            int end = Math.min(octets.length, LONGEST);
            for (int from = 0; from < end && dialogue.isOpen(); from += packet) {
                dialogue.sends(Arrays.copyOfRange(octets, from, Math.min(from + packet, end)));
            }
            String heard = dialogue.heard();
            assertTrue(heard.isEmpty() || heard.endsWith("\r\n"), heard);
            outcome = withoutNonces(heard) + dialogue.isOpen();
        }
        assertFalse(backend.isHeld());
        return outcome + backend.keys();
    }

    /** What the server adds to a challenge of SCRAM differs each time (RFC 5802 5.1). */
    private static String withoutNonces(String heard) {
        return heard.replaceAll("(?m)^\\+ .*$", "+");
    }
}
