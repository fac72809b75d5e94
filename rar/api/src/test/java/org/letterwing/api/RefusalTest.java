package org.letterwing.api;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RefusalTest {

    @Test
    void aRefusalIsAReplyLine() {
        assertEquals("550 5.7.1 Not you", new MailRejectedException(550, "5.7.1", "Not you").getMessage());
        assertTrue(new Refusal(451, "4.3.0", "Later").isTemporary());
        assertFalse(new Refusal(550, "5.7.1", "Never").isTemporary());
    }

    @ParameterizedTest
    @CsvSource({
        "250, 2.0.0",
        "600, 5.0.0",
        "399, 4.0.0",
        "550, 4.7.1",
        "451, 5.3.0",
        "550, 5.7",
        "550, 5.7.1000",
        "550, ''"
    })
    void codesThatDontGoTogetherAreRefused(int code, String enhancedCode) {
        assertThrows(IllegalArgumentException.class, () -> new Refusal(code, enhancedCode, "text"));
    }

    @Test
    void noTextCanBreakTheProtocol() {
        for (String text : new String[] {"a\r\n250 ok", "a\nb", "ä", "\u0000", "x".repeat(Refusal.MAX_TEXT + 1)}) {
            assertThrows(IllegalArgumentException.class, () -> new Refusal(550, "5.7.1", text));
        }
    }
}
