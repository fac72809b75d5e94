package org.letterwing.imap;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.net.Door;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.SessionLimits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that send what no client should, or do not read. */
class HostileTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final MemoryBackend backend = new MemoryBackend();
    private final MemoryBudget memory = new MemoryBudget(200_000);
    private final Dialogue dialogue = new Dialogue(
            backend,
            Dialogue.config(
                    backend,
                    client -> true,
                    new UserSessions(10),
                    new Semaphore(0),
                    new SessionLimits(LONG, LONG, 0, LONG, new Door(Door.Rules.NONE), SessionLimits.NOBODY, memory)));

    @AfterEach
    void nothingIsLeft() {
        dialogue.close();
        assertEquals(0, memory.used());
    }

    @Test
    void aLineHasABound() {
        dialogue.plays("S: * OK ...").sends("1 NOOP" + "x".repeat(40_000) + "\r\n");
        assertTrue(dialogue.heard().startsWith("* BYE [TOOBIG] "));
        assertFalse(dialogue.isOpen());
    }

    @Test
    void aCommandHasABound() {
        dialogue.plays("""
                S: * OK ...
                C: 1 LOGIN {70000}
                S: 1 BAD [TOOBIG] The command is too large
                C: 2 LOGIN {40000}
                S: + Go ahead
                """);
        dialogue.sends("x".repeat(40_000) + " {40000}\r\n").hears("2 BAD [TOOBIG] The command is too large");
        dialogue.sends("3 LOGIN {70000+}\r\n" + "x".repeat(70_000) + " {5+}\r\n12345\r\n4 NOOP\r\n")
                .hears("3 BAD [TOOBIG] The command is too large", "4 OK NOOP completed");
        dialogue.says("5 LOGIN {300000+}").hears("* BYE [TOOBIG] The literal is too large, closing the connection");
    }

    @Test
    void numbersThatOverflowAreNoLiterals() {
        dialogue.plays("""
                S: * OK ...
                C: 1 LOGIN {99999999999999999999999999999}
                S: 1 BAD A number is too large after octet 38 of the command
                C: 2 LOGIN {-1}
                S: 2 BAD Expected a number after octet 9 of the command
                """);
    }

    @Test
    void aBareCrOrLfIsRefused() {
        dialogue.plays("S: * OK ...");
        dialogue.sends("1 NOOP\n2 NOOP\r\n").hears("1 BAD A line ends with CR LF, and holds no other CR or LF");
        dialogue.sends("1 LOGIN \"a\rb\" c\r\n").hears("1 BAD A line ends with CR LF, and holds no other CR or LF");
    }

    @Test
    void listsMayBeSoDeepAndNoDeeper() {
        dialogue.loggedIn().sends("1 LIST " + "(".repeat(30_000) + "\r\n");
        dialogue.hears("1 BAD Expected an atom after octet 8 of the command");
    }

    @Test
    void tagsAreShort() {
        dialogue.plays("S: * OK ...");
        dialogue.sends("x".repeat(129) + " NOOP\r\n").hears("* BAD A tag has at most 128 characters");
        dialogue.sends("+ NOOP\r\n").hears("* BAD Expected a tag after octet 0 of the command");
        dialogue.sends("\r\n").hears("* BAD Expected a tag after octet 0 of the command");
        dialogue.sends("a\r\n").hears("* BAD Expected a space after octet 1 of the command");
        dialogue.sends("a  NOOP\r\n").hears("a BAD Expected an atom after octet 2 of the command");
    }

    @Test
    void tooManyErrorsEndTheSession() {
        dialogue.plays("S: * OK ...").sends("x Y\r\n".repeat(30));
        String heard = dialogue.heard();
        assertEquals(20, heard.lines().filter("x BAD Unknown command"::equals).count());
        assertTrue(heard.endsWith("* BYE Too many errors, closing the connection\r\n"), heard);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void memoryThatIsUsedUpIsNotTaken() {
        dialogue.loggedIn();
        memory.take(180_000);
        dialogue.plays("""
                C: 1 SUBSCRIBE {50000}
                S: 1 NO [UNAVAILABLE] There is no memory for your command, try again later
                """);
        dialogue.sends("2 APPEND INBOX {60000+}\r\n" + "x".repeat(60_000) + "\r\n")
                .hears("2 NO [UNAVAILABLE] There is no memory for your command, try again later");
        dialogue.says("3 NOOP").hears("3 OK NOOP completed");
        memory.give(180_000);
    }

    @Test
    void aClientThatGoesInTheMiddleOfALiteralLeavesNothing() {
        dialogue.loggedIn().sends("1 SUBSCRIBE {50000+}\r\nxxxx");
        assertTrue(memory.used() >= 50_000);
    }

    @Test
    void aClientThatGoesInTheMiddleOfAMessageLeavesNothing() {
        dialogue.loggedIn().sends("1 APPEND INBOX {4+}\r\nxxxx {50000+}\r\nxxxx");
        assertTrue(memory.used() > 0);
    }

    @Test
    void aSlowReaderGetsAnswersPieceByPiece() throws MailboxException {
        int mailboxes = 5_000;
        for (int i = 0; i < mailboxes; i++) {
            backend.mailboxes.create(MemoryBackend.USER, "A mailbox with number " + i, Set.of());
        }
        dialogue.loggedIn().readsSlowly().says("1 LIST \"\" *", "2 NOOP");
        String heard = dialogue.heard();
        var all = new StringBuilder(heard);
        while (!heard.isEmpty()) {
            assertTrue(heard.length() < 40_000, heard.length() + " octets at once");
            heard = dialogue.readsSlowly().heard();
            all.append(heard);
        }
        assertEquals(mailboxes + 3, all.toString().lines().count());
        assertTrue(all.toString().endsWith("1 OK LIST completed\r\n2 OK NOOP completed\r\n"));
    }
}
