package org.letterwing.pop3;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a session lives, and the hold of its maildrop with it. */
class HoldTest {

    private static final Duration RENEWAL = Duration.ofSeconds(Pop3Backend.Maildrop.RENEWAL_SECONDS);

    private final MemoryMaildrop backend = new MemoryMaildrop();
    private Dialogue dialogue;

    @BeforeEach
    void logIn() {
        backend.add("one\r\n");
        dialogue = new Dialogue(backend).loggedIn();
    }

    @Test
    void theHoldIsRenewedWhileTheSessionLives() {
        for (int i = 1; i <= 10; i++) {
            dialogue.passes(RENEWAL);
            assertEquals(i, backend.renewals.get());
        }
        dialogue.says("QUIT").hears("+OK Bye").passes(RENEWAL.multipliedBy(2));
        assertEquals(10, backend.renewals.get());
    }

    @Test
    void aHoldThatIsLostEndsTheSession() {
        backend.holdLost = true;
        for (int i = 0; i < HoldRenewal.LIMIT; i++) {
            dialogue.passes(RENEWAL);
        }
        assertTrue(dialogue.isOpen());
        dialogue.passes(RENEWAL).hears();
        assertFalse(dialogue.isOpen());
    }

    @Test
    void aRenewalThatFailsOnceIsNoHarm() {
        for (int i = 0; i < 10; i++) {
            backend.holdLost = i % 2 == 0;
            dialogue.passes(RENEWAL);
        }
        dialogue.says("NOOP").hears("+OK");
    }
}
