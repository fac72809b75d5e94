package org.letterwing.imap;

import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Commands of the authenticated state that change or describe mailboxes (RFC 9051 6.3). */
class MailboxesTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final Dialogue dialogue = new Dialogue(backend).loggedIn();

    @Test
    void commandsHaveTheirStates() {
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: 1 SELECT INBOX
                        S: 1 BAD Log in first
                        C: 2 CLOSE
                        S: 2 BAD Log in first
                        """);
        dialogue.plays("""
                C: 1 CLOSE
                S: 1 BAD Select a mailbox first
                C: 2 STARTTLS
                S: 2 BAD You are logged in already
                C: 3 UID NOOP
                S: 3 BAD Unknown command
                C: 4 CHECK
                S: 4 BAD Select a mailbox first
                """);
    }

    @Test
    void mailboxesAreCreatedRenamedAndDeleted() {
        dialogue.plays("""
                C: A003 CREATE owatagusiam/
                S: A003 OK [MAILBOXID (M2)] CREATE completed
                C: A004 CREATE owatagusiam
                S: A004 NO [ALREADYEXISTS] There is such a mailbox
                C: A005 RENAME owatagusiam {8}
                S: + Go ahead
                C: "quoted"
                S: A005 OK RENAME completed
                C: A006 DELETE owatagusiam
                S: A006 NO [NONEXISTENT] There is no such mailbox
                C: A007 DELETE inbox
                S: A007 NO [CANNOT] The INBOX stays
                C: A008 LIST "" *
                S: * LIST (\\HasNoChildren) "/" "\\"quoted\\""
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: A008 OK LIST completed
                """);
    }

    @Test
    void aMailboxMayHaveASpecialUse() {
        dialogue.plays("""
                C: t1 CREATE MyDrafts (USE (\\Drafts))
                S: t1 OK [MAILBOXID (M2)] CREATE completed
                C: t2 CREATE MyDrafts (USE (\\Everything))
                S: t2 NO [USEATTR] A mailbox can't be for that use
                C: t3 LIST (SPECIAL-USE) "" "*"
                S: * LIST (\\Drafts \\HasNoChildren) "/" MyDrafts
                S: t3 OK LIST completed
                """);
    }

    @Test
    void namesAreModifiedUtf7UntilTheyAreUtf8() {
        dialogue.plays("""
                C: 1 CREATE Entw&APw-rfe
                S: 1 OK [MAILBOXID (M2)] CREATE completed
                C: 2 LIST "" Entw*
                S: * LIST (\\HasNoChildren) "/" Entw&APw-rfe
                S: 2 OK LIST completed
                C: 3 CREATE Entw&AGU-rfe
                S: 3 BAD That is no name of a mailbox
                C: 4 ENABLE UTF8=ACCEPT
                S: * ENABLED UTF8=ACCEPT
                S: 4 OK ENABLE completed
                C: 5 LIST "" "Entwü*"
                S: * LIST (\\HasNoChildren) "/" "Entwürfe"
                S: 5 OK LIST completed
                C: 6 CREATE a&b
                S: 6 OK [MAILBOXID (M3)] CREATE completed
                """);
        assertTrue(backend.mailboxes.exists("Entwürfe"));
    }

    @Test
    void rev2TellsTheOldNameOfAMailbox() {
        dialogue.plays("""
                C: 1 ENABLE IMAP4rev2 X-UNKNOWN
                S: * ENABLED IMAP4rev2
                S: 1 OK ENABLE completed
                C: 2 CREATE a
                S: 2 OK [MAILBOXID (M2)] CREATE completed
                C: 3 RENAME a ä
                S: 3 BAD Expected an atom or a string after octet 11 of the command
                C: 4 RENAME a "ä"
                S: * LIST () "/" "ä" ("OLDNAME" (a))
                S: 4 OK RENAME completed
                """);
    }

    @Test
    void enableTellsWhatIsNew() {
        dialogue.plays("""
                C: 1 ENABLE CONDSTORE QRESYNC
                S: * ENABLED CONDSTORE QRESYNC
                S: 1 OK ENABLE completed
                C: 2 ENABLE QRESYNC condstore
                S: * ENABLED
                S: 2 OK ENABLE completed
                C: 3 ENABLE
                S: 3 BAD Expected a space after octet 8 of the command
                """);
    }

    @Test
    void statusSaysFigures() {
        backend.mailboxes.deliver("12345\r\n");
        dialogue.plays("""
                C: A042 STATUS INBOX (UIDNEXT MESSAGES UNSEEN RECENT UIDVALIDITY DELETED SIZE HIGHESTMODSEQ)
                S: * STATUS INBOX (MESSAGES 1 RECENT 1 UIDNEXT 2 UIDVALIDITY 3857529045 UNSEEN 1 DELETED 0 SIZE 7 HIGHESTMODSEQ 2)
                S: A042 OK STATUS completed
                C: A043 STATUS inbox (MAILBOXID APPENDLIMIT)
                S: * STATUS INBOX (MAILBOXID (M1) APPENDLIMIT 100000)
                S: A043 OK STATUS completed
                C: A044 STATUS nothing (MESSAGES)
                S: A044 NO [NONEXISTENT] There is no such mailbox
                C: A045 STATUS INBOX ()
                S: A045 BAD Expected an item of STATUS
                C: A046 STATUS INBOX (SENSE)
                S: A046 BAD Unknown item of STATUS
                """);
    }

    @Test
    void quotasAreToldAndNotSet() {
        backend.mailboxes.deliver("x".repeat(1025));
        dialogue.plays("""
                C: 1 GETQUOTAROOT INBOX
                S: * QUOTAROOT INBOX
                S: 1 OK GETQUOTAROOT completed
                C: 2 GETQUOTA ""
                S: 2 NO [NONEXISTENT] There is no such quota root
                """);
        backend.mailboxes.quota = OptionalLong.of(10_240);
        dialogue.plays("""
                C: 1 GETQUOTAROOT INBOX
                S: * QUOTAROOT INBOX ""
                S: * QUOTA "" (STORAGE 2 10)
                S: 1 OK GETQUOTAROOT completed
                C: 2 GETQUOTA ""
                S: * QUOTA "" (STORAGE 2 10)
                S: 2 OK GETQUOTA completed
                C: 3 GETQUOTA other
                S: 3 NO [NONEXISTENT] There is no such quota root
                C: 4 SETQUOTA "" (STORAGE 512)
                S: 4 NO [NOPERM] Quotas are set by the administrator
                """);
    }

    @Test
    void serverAndClientSayWhoTheyAre() {
        dialogue.plays("""
                C: a023 ID ("name" "sodr" "version" "19.34" "vendor" NIL)
                S: * ID ("name" "Letterwing")
                S: a023 OK ID completed
                C: a024 ID NIL
                S: * ID ("name" "Letterwing")
                S: a024 OK ID completed
                C: a025 NAMESPACE
                S: * NAMESPACE (("" "/")) NIL NIL
                S: a025 OK NAMESPACE completed
                """);
    }

    @Test
    void statusTellsHowMuchAnExpungeWouldFree() {
        backend.mailboxes.deliver("INBOX", "one", new Flags(Set.of(SystemFlag.DELETED), Set.of()), null);
        backend.mailboxes.deliver("three");
        dialogue.plays("""
                C: 1 STATUS INBOX (SIZE DELETED-STORAGE DELETED)
                S: * STATUS INBOX (DELETED 1 DELETED-STORAGE 3 SIZE 8)
                S: 1 OK STATUS completed
                C: 2 STATUS INBOX (DELETED_STORAGE)
                S: 2 BAD Unknown item of STATUS
                """);
    }

    @Test
    void closeRemovesWhatIsDeletedAndUnselectDoesNot() {
        Flags deleted = new Flags(Set.of(SystemFlag.DELETED), Set.of());
        backend.mailboxes.deliver("INBOX", "one", deleted, null);
        dialogue.skips("1 SELECT INBOX").plays("""
                        C: 1 UNSELECT
                        S: 1 OK UNSELECT completed
                        """);
        assertNotNull(backend.mailboxes.message("INBOX", 1));
        dialogue.skips("1 EXAMINE INBOX").plays("C: 2 CLOSE\nS: 2 OK CLOSE completed");
        assertNotNull(backend.mailboxes.message("INBOX", 1));
        dialogue.skips("1 SELECT INBOX").plays("C: 3 CLOSE\nS: 3 OK CLOSE completed");
        assertNull(backend.mailboxes.message("INBOX", 1));
    }

    @Test
    void whatFailsIsToldAndTheSessionGoesOn() {
        backend.failure = new IllegalStateException("asked to fail");
        dialogue.plays("""
                C: 1 LIST "" *
                S: 1 NO [UNAVAILABLE] That can't be done now, try again later
                """);
        backend.failure = null;
        dialogue.plays("""
                C: 2 LIST "" *
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: 2 OK LIST completed
                """);
    }
}
