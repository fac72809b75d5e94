package org.letterwing.pop3;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The TRANSACTION state (RFC 1939 5) and the UPDATE state (6), but for the content of messages. */
class TransactionTest {

    private final MemoryMaildrop backend = new MemoryMaildrop();
    private Dialogue dialogue;

    @BeforeEach
    void threeMessages() {
        backend.add("x".repeat(98) + "\r\n");
        backend.add("y".repeat(18) + "\r\n");
        backend.add("");
        dialogue = new Dialogue(backend).loggedIn();
    }

    @Test
    void statCounts() {
        dialogue.says("STAT").hears("+OK 3 120");
    }

    @Test
    void listTellsSizes() {
        dialogue.says("LIST", "LIST 2").hears("+OK 3 messages (120 octets)", "1 100", "2 20", "3 0", ".", "+OK 2 20");
    }

    @Test
    void uidlTellsWhatNeverChanges() {
        dialogue.says("UIDL", "UIDL 3").hears("+OK Unique-ids follow", "1 42", "2 43", "3 44", ".", "+OK 3 44");
        dialogue.says("DELE 1", "QUIT").hears("+OK Message 1 deleted", "+OK Bye");
        new Dialogue(backend).loggedIn().says("UIDL").hears("+OK Unique-ids follow", "1 43", "2 44", ".");
    }

    @Test
    void deletedMessagesAreSeenNoMore() {
        dialogue.says("DELE 2", "DELE 2", "STAT", "LIST", "UIDL", "LIST 2", "UIDL 2", "RETR 2", "TOP 2 1")
                .hears(
                        "+OK Message 2 deleted",
                        Replies.NO_SUCH_MESSAGE,
                        "+OK 2 100",
                        "+OK 2 messages (100 octets)",
                        "1 100",
                        "3 0",
                        ".",
                        "+OK Unique-ids follow",
                        "1 42",
                        "3 44",
                        ".",
                        Replies.NO_SUCH_MESSAGE,
                        Replies.NO_SUCH_MESSAGE,
                        Replies.NO_SUCH_MESSAGE,
                        Replies.NO_SUCH_MESSAGE);
    }

    @Test
    void rsetBringsThemBack() {
        dialogue.says("DELE 1", "DELE 3", "RSET", "LIST 1", "QUIT")
                .hears(
                        "+OK Message 1 deleted",
                        "+OK Message 3 deleted",
                        "+OK 3 messages (120 octets)",
                        "+OK 1 100",
                        "+OK Bye");
        assertEquals(List.of(42L, 43L, 44L), backend.keys());
    }

    @Test
    void quitRemovesThem() {
        dialogue.says("DELE 1", "DELE 3", "QUIT").hears("+OK Message 1 deleted", "+OK Message 3 deleted", "+OK Bye");
        assertFalse(dialogue.isOpen());
        assertFalse(backend.isHeld());
        assertEquals(List.of(43L), backend.keys());
    }

    @Test
    void withoutQuitNothingIsRemoved() {
        dialogue.says("DELE 1").hears("+OK Message 1 deleted").close();
        assertFalse(backend.isHeld());
        assertEquals(List.of(42L, 43L, 44L), backend.keys());
    }

    @Test
    void quitSaysWhatWasNotRemoved() {
        dialogue.says("DELE 1").hears("+OK Message 1 deleted");
        backend.holdLost = true;
        dialogue.says("QUIT").hears("-ERR [SYS/TEMP] Some deleted messages not removed");
        assertFalse(dialogue.isOpen());
        assertEquals(List.of(42L, 43L, 44L), backend.keys());
    }

    @Test
    void quitThatHadNothingToRemoveIsGood() {
        backend.holdLost = true;
        dialogue.says("QUIT").hears("+OK Bye");
    }

    @Test
    void noopDoesNothing() {
        dialogue.says("NOOP").hears("+OK");
    }

    @Test
    void noSuchMessage() {
        dialogue.says("RETR 0", "RETR 4", "DELE 2147483649", "LIST 999999999999999999", "UIDL 0", "TOP 4 0")
                .hears(Collections.nCopies(6, Replies.NO_SUCH_MESSAGE).toArray(String[]::new));
    }

    @Test
    void argumentsAreWhatTheyMustBe() {
        dialogue.says("RETR", "RETR -1", "RETR 1 2", "LIST one", "UIDL 1x", "DELE 1000000000000000000", "STAT 1")
                .hears(
                        "-ERR Write it as: RETR message",
                        "-ERR Write it as: RETR message",
                        "-ERR Write it as: RETR message",
                        "-ERR Write it as: LIST [message]",
                        "-ERR Write it as: UIDL [message]",
                        "-ERR Write it as: DELE message",
                        "-ERR Write it as: STAT")
                .says("TOP 1", "TOP 1 -1", "NOOP x", "RSET x", "QUIT x", "CAPA x", "LIST 1 ")
                .hears(
                        "-ERR Write it as: TOP message lines",
                        "-ERR Write it as: TOP message lines",
                        "-ERR Write it as: NOOP",
                        "-ERR Write it as: RSET",
                        "-ERR Write it as: QUIT",
                        "-ERR Write it as: CAPA",
                        "+OK 1 100");
    }

    @Test
    void whatIsNoCommandIsSaid() {
        dialogue.says("APOP a b", "", " STAT", "STAT\tx", "PA\u00dfWORD", "XTND")
                .hears(Collections.nCopies(6, Replies.UNKNOWN_COMMAND).toArray(String[]::new));
    }

    @Test
    void linesHaveALimit() {
        String longest = "DELE " + "0".repeat(Pop3Session.LINE_LIMIT - 8) + "1";
        assertEquals(Pop3Session.LINE_LIMIT - 2, longest.length());
        dialogue.says(longest, longest + "1", "NOOP")
                .hears("-ERR Write it as: DELE message", Replies.LINE_TOO_LONG, "+OK");
    }

    @Test
    void onlyCrLfEndsALine() {
        dialogue.sends("NOOP\nNOOP\rNOOP\r\nNOOP\r\r\nNOOP\r\n")
                .hears(Replies.BARE_LINE_BREAK, Replies.BARE_LINE_BREAK, "+OK");
    }

    @Test
    void tooManyErrorsEndTheSession() {
        for (int i = 1; i < Pop3Session.MAX_ERRORS; i++) {
            dialogue.says("XTND").hears(Replies.UNKNOWN_COMMAND);
        }
        dialogue.says("XTND", "NOOP").hears(Replies.TOO_MANY_ERRORS);
        assertFalse(dialogue.isOpen());
        assertFalse(backend.isHeld());
    }

    @Test
    void aHundredThousandMessagesCanBeListed() {
        for (int i = 0; i < 100_000; i++) {
            backend.add("");
        }
        dialogue.close();
        String listing = new Dialogue(backend).loggedIn().says("UIDL").heard();
        assertEquals(100_005, listing.lines().count());
        assertTrue(listing.endsWith("\r\n100003 100044\r\n.\r\n"));
    }
}
