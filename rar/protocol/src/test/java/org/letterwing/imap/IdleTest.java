package org.letterwing.imap;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** IDLE (RFC 2177). */
class IdleTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final Dialogue dialogue = new Dialogue(backend);

    @Test
    void whatIsNewIsToldAtOnce() {
        dialogue.selected().plays("""
                        C: A002 IDLE
                        S: + Idling, until you say DONE
                        """);
        assertEquals(1, backend.watches());
        backend.mailboxes.deliver("one");
        dialogue.newsComes().plays("""
                        S: * 1 EXISTS
                        S: * 1 RECENT
                        """);
        backend.mailboxes.deliver("two");
        backend.mailboxes.remove("INBOX", 1);
        dialogue.newsComes().plays("""
                        S: * 1 EXPUNGE
                        S: * 1 EXISTS
                        S: * 1 RECENT
                        """);
        dialogue.plays("""
                C: done
                S: A002 OK IDLE completed
                C: A003 NOOP
                S: A003 OK NOOP completed
                """);
        assertEquals(0, backend.watches());
    }

    @Test
    void whatCameBeforeIsToldFirst() {
        dialogue.selected();
        backend.mailboxes.deliver("one");
        dialogue.plays("""
                C: 1 IDLE
                S: + Idling, until you say DONE
                S: * 1 EXISTS
                S: * 1 RECENT
                """);
    }

    @Test
    void aClientMayIdleWithoutAMailbox() {
        dialogue.loggedIn().plays("""
                        C: 1 IDLE
                        S: + Idling, until you say DONE
                        C: DONE
                        S: 1 OK IDLE completed
                        """);
    }

    @Test
    void onlyDoneEndsItWell() {
        dialogue.selected().plays("""
                        C: 1 IDLE
                        S: + Idling, until you say DONE
                        C: 2 NOOP
                        S: 1 BAD Expected DONE
                        C: 3 NOOP
                        S: 3 OK NOOP completed
                        """);
        assertEquals(0, backend.watches());
    }

    @Test
    void aClientThatIdlesForThirtyMinutesIsStillThere() {
        dialogue.selected().plays("""
                        C: 1 IDLE
                        S: + Idling, until you say DONE
                        """);
        assertTrue(dialogue.passes(Duration.ofMinutes(30)).isOpen());
    }

    @Test
    void aWatchEndsWithItsSession() {
        dialogue.selected().plays("""
                        C: 1 IDLE
                        S: + Idling, until you say DONE
                        """);
        dialogue.close();
        assertEquals(0, backend.watches());
        assertFalse(dialogue.isOpen());
    }
}
