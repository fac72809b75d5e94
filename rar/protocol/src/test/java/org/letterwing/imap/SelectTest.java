package org.letterwing.imap;

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The selected state: opening a mailbox, and hearing what is new (RFC 9051 6.3.2, 5.2). */
class SelectTest {

    private static final Flags SEEN = new Flags(Set.of(SystemFlag.SEEN), Set.of());

    private final MemoryBackend backend = new MemoryBackend();
    private final InMemoryMailboxes mailboxes = backend.mailboxes;
    private final Dialogue dialogue = new Dialogue(backend).loggedIn();

    @Test
    void rev1IsToldWhatIsRecentAndUnseen() {
        mailboxes.deliver("INBOX", "one", new Flags(Set.of(SystemFlag.SEEN), Set.of("$Forwarded")), null);
        mailboxes.deliver("two");
        dialogue.plays("""
                C: A142 SELECT inbox
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded)
                S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded \\*)] Flags that can be kept
                S: * 2 EXISTS
                S: * 2 RECENT
                S: * OK [UNSEEN 2] First unseen message
                S: * OK [UIDVALIDITY 3857529045] UIDs are valid
                S: * OK [UIDNEXT 3] Predicted next UID
                S: * OK [HIGHESTMODSEQ 3] Highest modification sequence
                S: * OK [MAILBOXID (M1)] The mailbox's identifier
                S: A142 OK [READ-WRITE] Selected
                C: A143 EXAMINE INBOX
                S: * OK [CLOSED] The mailbox before is closed
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Forwarded)
                S: * OK [PERMANENTFLAGS ()] Flags that can be kept
                S: * 2 EXISTS
                S: * 0 RECENT
                S: * OK [UNSEEN 2] First unseen message
                S: * OK [UIDVALIDITY 3857529045] UIDs are valid
                S: * OK [UIDNEXT 3] Predicted next UID
                S: * OK [HIGHESTMODSEQ 3] Highest modification sequence
                S: * OK [MAILBOXID (M1)] The mailbox's identifier
                S: A143 OK [READ-ONLY] Selected for reading
                """);
    }

    @Test
    void rev2IsToldTheName() {
        dialogue.plays("""
                C: 1 ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: 1 OK ENABLE completed
                C: 2 SELECT inbox
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
                S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags that can be kept
                S: * 0 EXISTS
                S: * OK [UIDVALIDITY 3857529045] UIDs are valid
                S: * OK [UIDNEXT 1] Predicted next UID
                S: * OK [HIGHESTMODSEQ 1] Highest modification sequence
                S: * OK [MAILBOXID (M1)] The mailbox's identifier
                S: * LIST () "/" INBOX
                S: 2 OK [READ-WRITE] Selected
                """);
    }

    @Test
    void aMailboxThatCannotBeOpenedLeavesNoneSelected() {
        dialogue.skips("1 SELECT INBOX").plays("""
                        C: 2 SELECT nothing
                        S: * OK [CLOSED] The mailbox before is closed
                        S: 2 NO [NONEXISTENT] There is no such mailbox
                        C: 3 CHECK
                        S: 3 BAD Select a mailbox first
                        """);
    }

    @Test
    void whatIsNewIsToldBeforeACommandEnds() {
        mailboxes.deliver("one");
        mailboxes.deliver("two");
        mailboxes.deliver("three");
        dialogue.skips("1 SELECT INBOX");
        mailboxes.remove("INBOX", 1);
        mailboxes.remove("INBOX", 2);
        mailboxes.flag("INBOX", 3, SEEN);
        mailboxes.deliver("four");
        dialogue.plays("""
                C: 2 NOOP
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: * 2 EXISTS
                S: * 2 RECENT
                S: * 1 FETCH (UID 3 FLAGS (\\Recent \\Seen))
                S: 2 OK NOOP completed
                C: 3 NOOP
                S: 3 OK NOOP completed
                """);
        mailboxes.flag("INBOX", 4, new Flags(Set.of(), Set.of("$Junk")));
        dialogue.plays("""
                C: 4 CHECK
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Junk)
                S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Junk \\*)] Flags that can be kept
                S: * 2 FETCH (UID 4 FLAGS (\\Recent $Junk))
                S: 4 OK CHECK completed
                """);
    }

    @Test
    void aClientThatKnowsModificationSequencesIsToldThem() {
        mailboxes.deliver("one");
        dialogue.skips("1 SELECT INBOX (CONDSTORE)");
        mailboxes.flag("INBOX", 1, SEEN);
        dialogue.plays("""
                C: 2 NOOP
                S: * 1 FETCH (UID 1 MODSEQ (3) FLAGS (\\Recent \\Seen))
                S: 2 OK NOOP completed
                """);
    }

    @Test
    void aClientThatResynchronisesIsToldUidsThatVanish() {
        for (int i = 0; i < 6; i++) {
            mailboxes.deliver("a message");
        }
        dialogue.skips("1 ENABLE QRESYNC").skips("2 SELECT INBOX");
        mailboxes.remove("INBOX", 2);
        mailboxes.remove("INBOX", 3);
        mailboxes.remove("INBOX", 5);
        dialogue.plays("""
                C: 3 NOOP
                S: * VANISHED 2:3,5
                S: 3 OK NOOP completed
                """);
    }

    @Test
    void aMailboxIsResynchronisedWhenItIsSelected() {
        for (int i = 0; i < 6; i++) {
            mailboxes.deliver("a message");
        }
        mailboxes.remove("INBOX", 2);
        mailboxes.remove("INBOX", 5);
        mailboxes.flag("INBOX", 1, SEEN);
        mailboxes.flag("INBOX", 4, SEEN);
        dialogue.plays("""
                C: 1 SELECT INBOX (QRESYNC (3857529045 7))
                S: 1 BAD Unknown parameter, or one that is not enabled
                """);
        dialogue.skips("2 ENABLE QRESYNC").skips("3 EXAMINE INBOX").plays("""
                        C: 4 EXAMINE INBOX (QRESYNC (3857529045 7 1:3,6))
                        S: * OK [CLOSED] The mailbox before is closed
                        S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
                        S: * OK [PERMANENTFLAGS ()] Flags that can be kept
                        S: * 4 EXISTS
                        S: * 4 RECENT
                        S: * OK [UNSEEN 2] First unseen message
                        S: * OK [UIDVALIDITY 3857529045] UIDs are valid
                        S: * OK [UIDNEXT 7] Predicted next UID
                        S: * OK [HIGHESTMODSEQ 11] Highest modification sequence
                        S: * OK [MAILBOXID (M1)] The mailbox's identifier
                        S: * VANISHED (EARLIER) 2
                        S: * 1 FETCH (UID 1 MODSEQ (10) FLAGS (\\Recent \\Seen))
                        S: 4 OK [READ-ONLY] Selected for reading
                        """);
        dialogue.says("5 EXAMINE INBOX (QRESYNC (3857529045 10 1:6 (1:2 1:2)))");
        String heard = dialogue.heard();
        assertTrue(heard.contains("* 3 FETCH (UID 4 MODSEQ (11)") && !heard.contains("VANISHED"), heard);
        dialogue.says("6 EXAMINE INBOX (QRESYNC (1 2))");
        assertFalse(dialogue.heard().contains("VANISHED"));
    }

    @Test
    void aSessionEndsWhenItsMailboxIsGone() throws MailboxException {
        mailboxes.create(MemoryBackend.USER, "short", Set.of());
        dialogue.skips("1 SELECT short");
        mailboxes.delete(MemoryBackend.USER, "short");
        dialogue.plays("""
                C: 2 NOOP
                S: * BYE The selected mailbox is gone, closing the connection
                """);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void whoRemovesTheSelectedMailboxHasNoneSelected() throws MailboxException {
        mailboxes.create(MemoryBackend.USER, "short", Set.of());
        dialogue.skips("1 SELECT short");
        dialogue.plays("""
                C: 2 RENAME short brief
                S: 2 OK RENAME completed
                C: 3 DELETE brief
                S: 3 OK DELETE completed
                C: 4 FETCH 1 FLAGS
                S: 4 BAD Select a mailbox first
                """);
    }
}
