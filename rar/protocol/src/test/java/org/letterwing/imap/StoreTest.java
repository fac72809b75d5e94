package org.letterwing.imap;

import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SpecialUse;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Changing flags, copying, moving and removing messages (RFC 9051 6.4). */
class StoreTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final InMemoryMailboxes mailboxes = backend.mailboxes;

    @BeforeEach
    void deliver() throws Exception {
        mailboxes.deliver("one");
        mailboxes.deliver("two");
        mailboxes.deliver("three");
        mailboxes.create("alice@example.com", "Trash", Set.of(SpecialUse.TRASH));
    }

    private Dialogue selected() {
        return new Dialogue(backend).selected();
    }

    @Test
    void flagsAreToldAfterTheyHaveChanged() {
        selected().plays("""
                C: a STORE 1:2 +FLAGS (\\Seen $Later)
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Later)
                S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Later \\*)] Flags that can be kept
                S: * 1 FETCH (FLAGS (\\Recent \\Seen $Later))
                S: * 2 FETCH (FLAGS (\\Recent \\Seen $Later))
                S: a OK STORE completed
                C: b UID STORE 2 -FLAGS.SILENT (\\seen $LATER)
                S: b OK STORE completed
                C: c STORE 1 FLAGS \\Flagged
                S: * 1 FETCH (FLAGS (\\Recent \\Flagged))
                S: c OK STORE completed
                """);
        assertEquals(Flags.NONE, mailboxes.message("INBOX", 2).flags());
    }

    @Test
    void whatHasChangedMeanwhileIsLeftAlone() {
        Dialogue dialogue = selected();
        mailboxes.flag("INBOX", 2, new Flags(Set.of(SystemFlag.ANSWERED), Set.of()));
        dialogue.plays("""
                C: a UID STORE 1:2 (UNCHANGEDSINCE 4) +FLAGS.SILENT (\\Deleted)
                S: * 1 FETCH (UID 1 MODSEQ (6))
                S: * 2 FETCH (UID 2 MODSEQ (5) FLAGS (\\Recent \\Answered))
                S: a OK [MODIFIED 2] Some messages have changed, STORE completed
                """);
    }

    @Test
    void whoAsksForModificationSequencesIsToldThemThoughNothingCanBeStored() {
        Dialogue dialogue = new Dialogue(backend).loggedIn();
        dialogue.says("x EXAMINE INBOX").heard();
        mailboxes.flag("INBOX", 2, new Flags(Set.of(SystemFlag.ANSWERED), Set.of()));
        dialogue.plays("""
                C: a STORE 1 (UNCHANGEDSINCE 4) +FLAGS (\\Deleted)
                S: * 2 FETCH (UID 2 MODSEQ (5) FLAGS (\\Recent \\Answered))
                S: a NO [READ-ONLY] The mailbox is selected for reading
                """);
    }

    @Test
    void recentCannotBeSet() {
        selected().plays("""
                C: a STORE 1 +FLAGS (\\Recent)
                S: a BAD A flag is none that can be set
                C: b STORE 4 +FLAGS (\\Seen)
                S: b BAD There is no message of such a number
                """);
    }

    @Test
    void whatIsExaminedStaysAsItIs() {
        Dialogue dialogue = new Dialogue(backend).loggedIn();
        dialogue.says("x EXAMINE INBOX").heard();
        dialogue.plays("""
                C: a STORE 1 +FLAGS (\\Seen)
                S: a NO [READ-ONLY] The mailbox is selected for reading
                C: b MOVE 1 Trash
                S: b NO [READ-ONLY] The mailbox is selected for reading
                C: c EXPUNGE
                S: c NO [READ-ONLY] The mailbox is selected for reading
                """);
    }

    @Test
    void copiesAreToldWithTheirUids() {
        selected().plays("""
                C: a COPY 2:3 Trash
                S: a OK [COPYUID 3857529045 2:3 1:2] COPY completed
                C: b UID COPY 9 Trash
                S: b OK COPY completed
                C: c COPY 1 "None of it"
                S: c NO [TRYCREATE] ...
                """);
        assertEquals("three", mailboxes.content("Trash", 2));
    }

    @Test
    void movedMessagesAreGone() {
        selected().plays("""
                C: a MOVE 1,3 Trash
                S: * OK [COPYUID 3857529045 1,3 1:2] Moved
                S: * 1 EXPUNGE
                S: * 2 EXPUNGE
                S: a OK MOVE completed
                """);
    }

    @Test
    void whatIsDeletedIsRemoved() {
        selected().plays("""
                C: a STORE 1:3 +FLAGS.SILENT (\\Deleted)
                S: a OK STORE completed
                C: b UID EXPUNGE 2
                S: * 2 EXPUNGE
                S: b OK EXPUNGE completed
                C: c EXPUNGE
                S: * 1 EXPUNGE
                S: * 1 EXPUNGE
                S: c OK EXPUNGE completed
                """);
    }

    @Test
    void expungeTellsTheModseqWithQresync() {
        Dialogue dialogue = selected();
        dialogue.says("x ENABLE QRESYNC", "y STORE 2 +FLAGS.SILENT (\\Deleted)").heard();
        dialogue.plays("""
                C: a EXPUNGE
                S: * VANISHED 2
                S: a OK [HIGHESTMODSEQ 6] EXPUNGE completed
                """);
    }
}
