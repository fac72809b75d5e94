package org.letterwing.imap;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

/** APPEND (RFC 9051 6.3.12, RFC 3502, RFC 7888). */
class AppendTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final Dialogue dialogue = new Dialogue(backend).loggedIn();

    @Test
    void aMessageIsAddedWithItsFlagsAndDate() {
        dialogue.plays("""
                C: A003 APPEND INBOX (\\Seen $MDNSent) " 7-Feb-1994 21:52:25 -0800" {12}
                S: + Go ahead
                C: a: b

                text
                S: A003 OK [APPENDUID 3857529045 1] APPEND completed
                """);
        var message = backend.mailboxes.message("INBOX", 1);
        assertEquals("a: b\r\n\r\ntext", backend.mailboxes.content("INBOX", 1));
        assertEquals(new Flags(Set.of(SystemFlag.SEEN), Set.of("$MDNSent")), message.flags());
        assertEquals(Instant.parse("1994-02-08T05:52:25Z"), message.arrived());
    }

    @Test
    void theMailboxMayBeALiteralToo() {
        dialogue.plays("""
                C: 1 APPEND {5}
                S: + Go ahead
                C: INBOX {3}
                S: + Go ahead
                C: one
                S: 1 OK [APPENDUID 3857529045 1] APPEND completed
                C: 2 APPEND {5+}
                INBOX {3+}
                two
                C: 3 NOOP
                S: 2 OK [APPENDUID 3857529045 2] APPEND completed
                S: 3 OK NOOP completed
                """);
        assertEquals("two", backend.mailboxes.content("INBOX", 2));
    }

    @Test
    void severalMessagesAreAddedAtOnce() {
        dialogue.plays("""
                C: A003 APPEND INBOX (\\Seen) {3}
                S: + Go ahead
                C: one "17-Jul-1996 02:44:25 -0700" {3+}
                two ~{5+}
                three
                S: A003 OK [APPENDUID 3857529045 1:3] APPEND completed
                """);
        assertEquals("three", backend.mailboxes.content("INBOX", 3));
    }

    @Test
    void ofSeveralMessagesNoneIsAddedWhenOneIsRefused() {
        dialogue.plays("""
                C: 1 APPEND INBOX {3}
                S: + Go ahead
                C: one {0}
                S: 1 NO A message must not be empty, nothing was added
                C: 2 APPEND INBOX {3+}
                one {200000}
                S: 2 NO [TOOBIG] The message is too large
                C: 3 APPEND INBOX {3+}
                one (\\Sense) {3+}
                two {3+}
                six
                S: 3 BAD A flag is none that can be set
                C: 4 APPEND INBOX {3+}
                one two
                S: 4 BAD Expected the end of the command after octet 0 of the command
                """);
        assertNull(backend.mailboxes.message("INBOX", 1));
    }

    @Test
    void utf8MayStandInParentheses() {
        dialogue.plays("""
                C: 0 ENABLE UTF8=ACCEPT
                S: * ENABLED UTF8=ACCEPT
                S: 0 OK ENABLE completed
                C: 1 APPEND INBOX (\\Seen) UTF8 (~{3+}
                one)
                S: 1 OK [APPENDUID 3857529045 1] APPEND completed
                """);
    }

    @Test
    void aLargeMessageGoesToAFile() {
        String large = "0123456789".repeat(9_000);
        dialogue.says("1 APPEND INBOX {" + large.length() + "}");
        dialogue.hears("+ Go ahead");
        for (int at = 0; at < large.length(); at += 1_000) {
            dialogue.sends(large.substring(at, at + 1_000));
        }
        dialogue.says("").hears("1 OK [APPENDUID 3857529045 1] APPEND completed");
        assertEquals(large, backend.mailboxes.content("INBOX", 1));
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedBeforeItComes() {
        dialogue.plays("""
                C: 1 APPEND INBOX {100001}
                S: 1 NO [TOOBIG] The message is too large
                C: 2 NOOP
                S: 2 OK NOOP completed
                """);
    }

    @Test
    void aMessageThatIsTooLargeAndComesAnywayIsDropped() {
        dialogue.sends("1 APPEND INBOX {100001+}\r\n" + "x".repeat(100_001) + "\r\n2 NOOP\r\n");
        dialogue.hears("1 NO [TOOBIG] The message is too large", "2 OK NOOP completed");
    }

    @Test
    void oneThatIsFarTooLargeEndsTheSession() {
        dialogue.plays("""
                C: 1 APPEND INBOX {400001+}
                S: * BYE [TOOBIG] The literal is too large, closing the connection
                """);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void theStoreMayRefuse() {
        backend.mailboxes.quota = OptionalLong.of(2);
        dialogue.plays("""
                C: 1 APPEND nothing {3+}
                one
                S: 1 NO [TRYCREATE] There is no such mailbox
                C: 2 APPEND INBOX {3+}
                one
                S: 2 NO [OVERQUOTA] There is no room for that
                """);
    }

    @Test
    void aMessageIsALiteral() {
        dialogue.plays("""
                C: 1 APPEND INBOX "one"
                S: 1 BAD Expected a message as a literal
                C: 2 APPEND INBOX
                S: 2 BAD Expected a message as a literal
                C: 3 APPEND INBOX "32-Jul-1996 02:44:25 -0700" {3}
                S: 3 BAD A date with its time is not one
                C: 4 APPEND INBOX () x {3+}
                one
                S: 4 BAD Expected the end of the command after octet 18 of the command
                """);
    }

    @Test
    void whatIsAddedToTheSelectedMailboxIsNewThere() {
        dialogue.skips("1 SELECT INBOX").plays("""
                        C: 2 APPEND INBOX {3+}
                        one
                        S: * 1 EXISTS
                        S: * 1 RECENT
                        S: 2 OK [APPENDUID 3857529045 1] APPEND completed
                        """);
    }
}
