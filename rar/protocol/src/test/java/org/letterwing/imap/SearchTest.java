package org.letterwing.imap;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Finding messages (RFC 9051 6.4.4, RFC 5256). */
class SearchTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final InMemoryMailboxes mailboxes = backend.mailboxes;

    @BeforeEach
    void deliver() {
        mailboxes.deliver("INBOX", "gone", Flags.NONE, null);
        mailboxes.remove("INBOX", 1);
        mailboxes.deliver("INBOX", "apples", new Flags(Set.of(SystemFlag.SEEN), Set.of("$Later")), null);
        mailboxes.deliver("pears");
        mailboxes.deliver("apples and pears");
    }

    private Dialogue selected() {
        return new Dialogue(backend).selected();
    }

    @Test
    void numbersAreThoseOfTheMessages() {
        selected().plays("""
                C: a SEARCH TEXT apples
                S: * SEARCH 1 3
                S: a OK SEARCH completed
                C: b UID SEARCH TEXT "APPLES"
                S: * SEARCH 2 4
                S: b OK SEARCH completed
                C: c SEARCH TEXT plums
                S: * SEARCH
                S: c OK SEARCH completed
                """);
    }

    @Test
    void keysAreJoinedAsTheGrammarSays() {
        Dialogue dialogue = selected();
        assertEquals("* SEARCH 3 4", found(dialogue, "UNSEEN"));
        assertEquals("* SEARCH 2", found(dialogue, "KEYWORD $later"));
        assertEquals("* SEARCH 3 4", found(dialogue, "UNKEYWORD $Later"));
        assertEquals("* SEARCH 4", found(dialogue, "UNSEEN TEXT apples"));
        assertEquals("* SEARCH 2 3 4", found(dialogue, "OR SEEN UNSEEN"));
        assertEquals("* SEARCH 3", found(dialogue, "NOT (OR SEEN TEXT apples)"));
        assertEquals("* SEARCH 2 3", found(dialogue, "1:2"));
        assertEquals("* SEARCH 4", found(dialogue, "UID 4:*"));
        assertEquals("* SEARCH 3 4", found(dialogue, "NEW"));
        assertEquals("* SEARCH", found(dialogue, "OLD"));
        assertEquals("* SEARCH 4", found(dialogue, "LARGER 6"));
        assertEquals("* SEARCH 3 4 (MODSEQ 6)", found(dialogue, "MODSEQ \"/flags/\\\\Seen\" all 5"));
    }

    private static String found(Dialogue dialogue, String keys) {
        dialogue.says("s UID SEARCH " + keys);
        return dialogue.heard().lines().findFirst().orElseThrow();
    }

    @Test
    void resultsAreGivenAsAsked() {
        selected().plays("""
                C: a SEARCH RETURN (MIN MAX COUNT) TEXT apples
                S: * ESEARCH (TAG "a") MIN 1 MAX 3 COUNT 2
                S: a OK SEARCH completed
                C: b UID SEARCH RETURN () ALL
                S: * ESEARCH (TAG "b") UID ALL 2:4
                S: b OK SEARCH completed
                C: c SEARCH RETURN (ALL COUNT) TEXT plums
                S: * ESEARCH (TAG "c") COUNT 0
                S: c OK SEARCH completed
                C: d ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: d OK ENABLE completed
                C: e SEARCH TEXT pears
                S: * ESEARCH (TAG "e") ALL 2:3
                S: e OK SEARCH completed
                """);
    }

    @Test
    void modseqIsThatOfWhatIsTold() {
        selected().plays("""
                C: a SEARCH RETURN (MIN) MODSEQ 1
                S: * ESEARCH (TAG "a") MIN 1 MODSEQ 4
                S: a OK SEARCH completed
                C: b SEARCH RETURN (MIN COUNT) MODSEQ 1
                S: * ESEARCH (TAG "b") MIN 1 COUNT 3 MODSEQ 6
                S: b OK SEARCH completed
                """);
    }

    @Test
    void anEmptyMailboxHasNothingToFind() {
        mailboxes.remove("INBOX", 2);
        mailboxes.remove("INBOX", 3);
        mailboxes.remove("INBOX", 4);
        selected().plays("""
                C: a SEARCH 1:* UNSEEN
                S: * SEARCH
                S: a OK SEARCH completed
                """);
    }

    @Test
    void resultsAreSavedForLater() {
        selected().plays("""
                C: a SEARCH RETURN (SAVE) TEXT apples
                S: a OK SEARCH completed
                C: b UID SEARCH $ UNSEEN
                S: * SEARCH 4
                S: b OK SEARCH completed
                C: c FETCH $ UID
                S: * 1 FETCH (UID 2)
                S: * 3 FETCH (UID 4)
                S: c OK FETCH completed
                C: d SEARCH RETURN (SAVE MIN) ALL
                S: * ESEARCH (TAG "d") MIN 1
                S: d OK SEARCH completed
                C: e FETCH $ UID
                S: * 1 FETCH (UID 2)
                S: e OK FETCH completed
                C: f SEARCH RETURN (SAVE) CHARSET X-NONE TEXT x
                S: f NO [BADCHARSET (UTF-8 US-ASCII ISO-8859-1)] This charset is not known
                C: g SEARCH $
                S: * SEARCH
                S: g OK SEARCH completed
                """);
    }

    @Test
    void textsHaveTheirCharset() {
        mailboxes.deliver("Äpfel");
        Dialogue dialogue = selected();
        dialogue.sends("a SEARCH CHARSET ISO-8859-1 TEXT {5+}\r\n")
                .sends(new byte[] {(byte) 0xC4, 'p', 'f', 'e', 'l', '\r', '\n'});
        assertEquals("* SEARCH 4\r\na OK SEARCH completed\r\n", dialogue.heard());
        dialogue.sends("b SEARCH TEXT {2+}\r\n").sends(new byte[] {(byte) 0xC4, 'p', '\r', '\n'});
        assertTrue(dialogue.heard().startsWith("b BAD "));
    }

    @Test
    void orderIsTold() {
        mailboxes.sorted = List.of(4L, 2L);
        selected().plays("""
                C: a SORT (REVERSE DATE SUBJECT) UTF-8 ALL
                S: * SORT 3 1
                S: a OK SORT completed
                C: b UID SORT RETURN (ALL MIN COUNT) (ARRIVAL) US-ASCII ALL
                S: * ESEARCH (TAG "b") UID MIN 4 COUNT 2 ALL 4,2
                S: b OK SORT completed
                """);
    }

    @Test
    void whoSortsByModificationSequencesIsToldTheHighestOne() {
        mailboxes.sorted = List.of(4L, 2L);
        selected().plays("""
                C: a SORT (SIZE) UTF-8 MODSEQ 1
                S: * SORT 3 1 (MODSEQ 6)
                S: a OK SORT completed
                C: b UID SORT RETURN (MAX) (SIZE) UTF-8 MODSEQ 1
                S: * ESEARCH (TAG "b") UID MAX 2 MODSEQ 4
                S: b OK SORT completed
                """);
        mailboxes.sorted = List.of();
        selected().plays("""
                C: a SORT (SIZE) UTF-8 MODSEQ 1
                S: * SORT
                S: a OK SORT completed
                """);
    }

    @Test
    void threadsAreTold() {
        MessageThread answer = new MessageThread(3, List.of(new MessageThread(4, List.of())));
        mailboxes.threads = List.of(
                new MessageThread(2, List.of(answer)),
                new MessageThread(0, List.of(answer, new MessageThread(2, List.of()))),
                new MessageThread(2, List.of(answer, answer)));
        selected().plays("""
                C: a UID THREAD REFERENCES UTF-8 ALL
                S: * THREAD (2 3 4)((3 4)(2))(2 (3 4)(3 4))
                S: a OK THREAD completed
                C: b THREAD ORDEREDSUBJECT UTF-8 TEXT pears
                S: * THREAD (1 2 3)((2 3)(1))(1 (2 3)(2 3))
                S: b OK THREAD completed
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEARCH",
                "SEARCH NONE",
                "SEARCH TEXT",
                "SEARCH BEFORE yesterday",
                "SEARCH ON 31-Feb-2026",
                "SEARCH (",
                "SEARCH 9",
                "SEARCH OR ALL",
                "SEARCH RETURN (NONE) ALL",
                "SORT ALL",
                "SORT () UTF-8 ALL",
                "SORT (NONE) UTF-8 ALL",
                "SORT (REVERSE) UTF-8 ALL",
                "THREAD NONE UTF-8 ALL",
                "THREAD REFERENCES UTF-8"
            })
    void whatTheGrammarDoesNotKnowIsBad(String command) {
        Dialogue dialogue = selected();
        dialogue.says("a " + command);
        assertTrue(dialogue.heard().startsWith("a BAD "));
    }

    @Test
    void depthAndNumberOfKeysAreBounded() {
        Dialogue dialogue = selected();
        dialogue.says("a SEARCH " + "NOT ".repeat(1000) + "ALL");
        assertTrue(dialogue.heard().startsWith("a BAD "));
        dialogue.says("b SEARCH " + "ALL ".repeat(1001) + "ALL");
        assertTrue(dialogue.heard().startsWith("b BAD "));
    }
}
