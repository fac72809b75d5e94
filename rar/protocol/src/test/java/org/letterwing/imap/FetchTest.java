package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reading messages (RFC 9051 6.4.5). */
class FetchTest {

    private static final Flags SEEN = new Flags(Set.of(SystemFlag.SEEN), Set.of());

    private final MemoryBackend backend = new MemoryBackend();
    private final InMemoryMailboxes mailboxes = backend.mailboxes;

    private Dialogue nested() {
        mailboxes.deliver("INBOX", NestedMessage.TEXT, SEEN, NestedMessage.structure());
        return new Dialogue(backend).selected();
    }

    /** Returns the literal that a section is answered with. */
    private static String literal(Dialogue dialogue, String section) {
        dialogue.says("f FETCH 1 " + section);
        String heard = dialogue.heard();
        String start = "* 1 FETCH (" + section.replace(".PEEK", "").replaceAll("<(\\d+)\\.\\d+>", "<$1>") + " ";
        assertTrue(heard.startsWith(start), heard);
        assertTrue(heard.endsWith(")\r\nf OK FETCH completed\r\n"), heard);
        String rest = heard.substring(start.length());
        int lineEnd = rest.indexOf("\r\n");
        int size = Integer.parseInt(rest.substring(rest.indexOf('{') + 1, lineEnd - 1));
        String value = rest.substring(lineEnd + 2, rest.length() - ")\r\nf OK FETCH completed\r\n".length());
        assertEquals(size, value.getBytes(StandardCharsets.UTF_8).length, "the literal's size");
        return value;
    }

    @Test
    void attributesAreToldInTheOrderThatWasAskedFor() {
        mailboxes.deliver("INBOX", "A: 1\r\n\r\nbody", SEEN, null);
        mailboxes.deliver("A: 2\r\n\r\n");
        new Dialogue(backend).selected().plays("""
                C: a1 FETCH 1:* FAST
                S: * 1 FETCH (FLAGS (\\Recent \\Seen) INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE 12)
                S: * 2 FETCH (FLAGS (\\Recent) INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE 8)
                S: a1 OK FETCH completed
                C: a2 UID FETCH 2,1 (RFC822.SIZE modseq)
                S: * 1 FETCH (UID 1 RFC822.SIZE 12 MODSEQ (2))
                S: * 2 FETCH (UID 2 RFC822.SIZE 8 MODSEQ (3))
                S: a2 OK FETCH completed
                C: a3 UID FETCH 7:9 FLAGS
                S: a3 OK FETCH completed
                C: a4 FETCH 3 FLAGS
                S: a4 BAD There is no message of such a number
                C: a5 UID FETCH * (UID THREADID)
                S: * 2 FETCH (UID 2 THREADID NIL)
                S: a5 OK FETCH completed
                """);
    }

    @Test
    void keywordsAreAnnouncedBeforeTheyAreSeen() {
        mailboxes.deliver("A: 1\r\n\r\nbody");
        Dialogue dialogue = new Dialogue(backend).selected();
        mailboxes.flag("INBOX", 1, new Flags(Set.of(), Set.of("$Later")));
        dialogue.plays("""
                C: a1 FETCH 1 RFC822.SIZE
                S: * 1 FETCH (RFC822.SIZE 12)
                S: a1 OK FETCH completed
                C: a2 FETCH 1 FLAGS
                S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Later)
                S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Later \\*)] Flags that can be kept
                S: * 1 FETCH (FLAGS (\\Recent $Later))
                S: a2 OK FETCH completed
                """);
    }

    @Test
    void whoFetchesOneContentAfterTheOtherFindsTheNextOnesRead() {
        for (int i = 1; i <= 70; i++) {
            mailboxes.deliver("n: " + (100 + i) + "\r\n\r\n");
        }
        Dialogue dialogue = new Dialogue(backend).selected();
        mailboxes.fetches = 0;
        for (int i = 1; i <= 70; i++) {
            assertEquals("n: " + (100 + i) + "\r\n\r\n", content(dialogue, i, "BODY.PEEK[]", "BODY[]"));
        }
        assertTrue(mailboxes.fetches <= 11, () -> mailboxes.fetches + " questions");
        mailboxes.fetches = 0;
        for (int i = 70; i >= 60; i--) {
            content(dialogue, i, "BODY.PEEK[]", "BODY[]");
        }
        assertEquals(11, mailboxes.fetches);
    }

    @Test
    void whatWasReadAheadIsReadAnewWhenFlagsHaveChanged() {
        for (int i = 1; i <= 9; i++) {
            mailboxes.deliver("n: " + i + "\r\n\r\n");
        }
        Dialogue dialogue = new Dialogue(backend).selected();
        for (int i = 1; i <= 4; i++) {
            content(dialogue, i, "(FLAGS BODY.PEEK[])", "FLAGS (\\Recent) BODY[]");
        }
        dialogue.says("s STORE 5 +FLAGS.SILENT (\\Flagged)");
        assertEquals("s OK STORE completed\r\n", dialogue.heard());
        content(dialogue, 5, "(FLAGS BODY.PEEK[])", "FLAGS (\\Recent \\Flagged) BODY[]");
        content(dialogue, 6, "(FLAGS BODY.PEEK[])", "FLAGS (\\Recent) BODY[]");
        new Dialogue(backend).selected().says("s STORE 7 +FLAGS (\\Answered)");
        dialogue.says("n NOOP");
        assertEquals("* 7 FETCH (UID 7 FLAGS (\\Recent \\Answered))\r\nn OK NOOP completed\r\n", dialogue.heard());
        content(dialogue, 7, "(FLAGS BODY.PEEK[])", "FLAGS (\\Recent \\Answered) BODY[]");
    }

    /** Fetches a message and returns the literal at the end. */
    private static String content(Dialogue dialogue, int number, String items, String told) {
        dialogue.says("f FETCH " + number + " " + items);
        String heard = dialogue.heard();
        String start = "* " + number + " FETCH (" + told + " {";
        assertTrue(heard.startsWith(start), heard);
        return heard.substring(heard.indexOf('\n') + 1, heard.lastIndexOf(")\r\nf OK FETCH completed"));
    }

    @Test
    void envelopeAndStructureAreWrittenAsTheGrammarSays() {
        nested().plays("""
                C: a FETCH 1 ENVELOPE
                S: * 1 FETCH (ENVELOPE (NIL "Outer goes on" (("Alice \\"A\\" Doe" NIL "alice" "example.com")) (("Alice \\"A\\" Doe" NIL "alice" "example.com")) (("Alice \\"A\\" Doe" NIL "alice" "example.com")) ((NIL NIL "friends" NIL)(NIL NIL "bob" "example.net")(NIL NIL NIL NIL)) NIL NIL NIL NIL))
                S: a OK FETCH completed
                C: b FETCH 1 BODY
                S: * 1 FETCH (BODY (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 13 1)("image" "png" NIL NIL NIL "base64" 18)("message" "rfc822" NIL NIL NIL "7bit" 234 (NIL "Inner" ((NIL NIL "bob" "example.net")) ((NIL NIL "bob" "example.net")) ((NIL NIL "bob" "example.net")) NIL NIL NIL NIL NIL) (("text" "plain" NIL NIL NIL "quoted-printable" 13 1)("text" "html" NIL NIL NIL "7bit" 8 1) "alternative") 13) "mixed"))
                S: b OK FETCH completed
                C: c FETCH 1 BODYSTRUCTURE
                S: * 1 FETCH (BODYSTRUCTURE (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 13 1 NIL NIL NIL NIL)("image" "png" NIL NIL NIL "base64" 18 NIL ("attachment" ("filename" "a.png")) NIL NIL)("message" "rfc822" NIL NIL NIL "7bit" 234 (NIL "Inner" ((NIL NIL "bob" "example.net")) ((NIL NIL "bob" "example.net")) ((NIL NIL "bob" "example.net")) NIL NIL NIL NIL NIL) (("text" "plain" NIL NIL NIL "quoted-printable" 13 1 NIL NIL NIL NIL)("text" "html" NIL NIL NIL "7bit" 8 1 NIL NIL NIL NIL) "alternative" ("boundary" "in") NIL NIL NIL) 13 NIL NIL NIL NIL) "mixed" ("boundary" "out") NIL NIL NIL))
                S: c OK FETCH completed
                """);
    }

    @Test
    void sectionsAreSlicesOfTheMessage() {
        Dialogue dialogue = nested();
        String text = NestedMessage.TEXT;
        int body = text.indexOf("before");
        assertEquals(text, literal(dialogue, "BODY[]"));
        assertEquals(text.substring(0, body), literal(dialogue, "BODY[HEADER]"));
        assertEquals(text.substring(body), literal(dialogue, "BODY[TEXT]"));
        assertEquals("Hello,\r\nworld", literal(dialogue, "BODY.PEEK[1]"));
        assertEquals("Content-Type: text/plain; charset=utf-8\r\n\r\n", literal(dialogue, "BODY[1.MIME]"));
        assertEquals(NestedMessage.INNER_HEADER, literal(dialogue, "BODY[3.HEADER]"));
        assertTrue(literal(dialogue, "BODY[3.TEXT]").startsWith("--in\r\n"));
        assertEquals("J=C3=A4=\r\nger", literal(dialogue, "BODY[3.1]"));
        assertEquals("<p>x</p>", literal(dialogue, "BODY[3.2]"));
        assertEquals("Subject: Inner\r\n\r\n", literal(dialogue, "BODY[3.HEADER.FIELDS (Subject X-None)]"));
        assertEquals(
                "Subject: Outer\r\n goes on\r\nX-Long: x\r\n\r\n",
                literal(dialogue, "BODY[HEADER.FIELDS.NOT (FROM To content-type)]"));
    }

    @Test
    void partialsEndWithTheSection() {
        Dialogue dialogue = nested();
        assertEquals("Hello,", literal(dialogue, "BODY.PEEK[1]<0.6>"));
        assertEquals("\nwo", literal(dialogue, "BODY.PEEK[1]<7.3>"));
        assertEquals("", literal(dialogue, "BODY.PEEK[1]<100.5>"));
        assertEquals("Hello,\r\nworld", literal(dialogue, "BODY.PEEK[1]<0.4294967295>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BODY[4]", "BODY[1.1]", "BODY[1.HEADER]", "BODY[3.3]", "BODY[2.TEXT]"})
    void partsThatAreNotThereAreNil(String section) {
        nested().plays("C: a FETCH 1 " + section + "\nS: * 1 FETCH (" + section + " NIL)\nS: a OK FETCH completed");
    }

    @Test
    void transferEncodingsAreUndone() {
        nested().plays("""
                C: a FETCH 1 BINARY.SIZE[2]
                S: * 1 FETCH (BINARY.SIZE[2] 10)
                S: a OK FETCH completed
                C: b FETCH 1 BINARY.PEEK[3.1]
                S: * 1 FETCH (BINARY[3.1] ~{6}
                S: Jäger)
                S: b OK FETCH completed
                C: c FETCH 1 BINARY[3.1]<1.2>
                S: * 1 FETCH (BINARY[3.1]<1> ~{2}
                S: ä)
                S: c OK FETCH completed
                """);
    }

    @Test
    void readingMarksAsSeen() {
        mailboxes.deliver("A: 1\r\n\r\nbody");
        var dialogue = new Dialogue(backend).selected();
        dialogue.says("a FETCH 1 BODY.PEEK[]");
        assertEquals("* 1 FETCH (BODY[] {12}\r\nA: 1\r\n\r\nbody)\r\na OK FETCH completed\r\n", dialogue.heard());
        assertFalse(mailboxes.message("INBOX", 1).flags().has(SystemFlag.SEEN));
        dialogue.says("b FETCH 1 BODY[]");
        assertEquals(
                "* 1 FETCH (BODY[] {12}\r\nA: 1\r\n\r\nbody FLAGS (\\Recent \\Seen))\r\nb OK FETCH completed\r\n",
                dialogue.heard());
        assertTrue(mailboxes.message("INBOX", 1).flags().has(SystemFlag.SEEN));
    }

    @Test
    void whoCountsModificationSequencesIsToldThatOfSeen() {
        mailboxes.deliver("INBOX", NestedMessage.TEXT, Flags.NONE, NestedMessage.structure());
        var dialogue = new Dialogue(backend).selected();
        dialogue.says("a ENABLE CONDSTORE").heard();
        dialogue.says("b FETCH 1 (FLAGS BODY[TEXT])");
        String heard = dialogue.heard();
        long modseq = mailboxes.message("INBOX", 1).modseq();
        assertTrue(heard.contains(" MODSEQ (" + modseq + "))\r\n"), heard);
    }

    @Test
    void brokenBase64IsReadAsFarAsItIsGood() {
        mailboxes.deliver("INBOX", NestedMessage.TEXT.replace("BgcICQ==", "BgcICQ!!"), SEEN, NestedMessage.structure());
        new Dialogue(backend).selected().plays("""
                C: a FETCH 1 BINARY.SIZE[2]
                S: * 1 FETCH (BINARY.SIZE[2] 10)
                S: a OK FETCH completed
                C: b FETCH 1 BINARY.SIZE[2]
                S: * 1 FETCH (BINARY.SIZE[2] 10)
                S: b OK FETCH completed
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BODY[1TEXT]", "BODY[1.]", "BODY[.1]", "BODY[MIME]", "BODY[0]", "BODY[1.TEXT"})
    void sectionsThatAreNoneAreBad(String section) {
        Dialogue dialogue = nested();
        dialogue.says("a FETCH 1 " + section);
        String heard = dialogue.heard();
        assertTrue(heard.startsWith("a BAD "), heard);
    }

    @Test
    void whatIsExaminedStaysUnseen() {
        mailboxes.deliver("A: 1\r\n\r\nbody");
        var dialogue = new Dialogue(backend).loggedIn();
        dialogue.says("a EXAMINE INBOX").heard();
        dialogue.says("b FETCH 1 BODY[]");
        assertEquals("* 1 FETCH (BODY[] {12}\r\nA: 1\r\n\r\nbody)\r\nb OK FETCH completed\r\n", dialogue.heard());
        assertFalse(mailboxes.message("INBOX", 1).flags().has(SystemFlag.SEEN));
    }

    @Test
    void onlyWhatHasChangedIsTold() {
        mailboxes.deliver("one");
        mailboxes.deliver("two");
        mailboxes.deliver("three");
        var dialogue = new Dialogue(backend).selected();
        mailboxes.flag("INBOX", 2, SEEN);
        mailboxes.remove("INBOX", 3);
        dialogue.plays("""
                C: a ENABLE QRESYNC
                S: * ENABLED QRESYNC
                S: * VANISHED 3
                S: * 2 FETCH (UID 2 MODSEQ (5) FLAGS (\\Recent \\Seen))
                S: a OK ENABLE completed
                C: b UID FETCH 1:* (FLAGS) (CHANGEDSINCE 4 VANISHED)
                S: * VANISHED (EARLIER) 3
                S: * 2 FETCH (UID 2 FLAGS (\\Recent \\Seen) MODSEQ (5))
                S: b OK FETCH completed
                C: c FETCH 1:* (FLAGS) (CHANGEDSINCE 5)
                S: c OK FETCH completed
                """);
    }

    @Test
    void messagesThatAreGoneArePassedOver() {
        mailboxes.deliver("one");
        mailboxes.deliver("two");
        var dialogue = new Dialogue(backend).selected();
        mailboxes.remove("INBOX", 1);
        dialogue.plays("""
                C: a FETCH 1:2 UID
                S: * 2 FETCH (UID 2)
                S: a NO [EXPUNGEISSUED] Some of the messages are gone
                C: b NOOP
                S: * 1 EXPUNGE
                S: b OK NOOP completed
                """);
    }

    @Test
    void manyMessagesAreReadInSlices() {
        for (int i = 0; i < 35; i++) {
            mailboxes.deliver("A: " + i + "\r\n\r\n");
        }
        var dialogue = new Dialogue(backend).selected();
        dialogue.says("a FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (a)])");
        String heard = dialogue.heard();
        assertEquals(35, heard.split(" FETCH \\(UID ").length - 1);
        assertTrue(heard.endsWith("a OK FETCH completed\r\n"));
    }

    @Test
    void aMessageThatVanishesWithinItsLiteralEndsTheConnection() {
        mailboxes.sliceSize = 10;
        mailboxes.deliver("A: 1\r\n\r\n" + "x".repeat(100_000));
        var dialogue = new Dialogue(backend).selected();
        backend.afterQuestion = () -> mailboxes.remove("INBOX", 1);
        dialogue.says("a FETCH 1 BODY.PEEK[]");
        assertTrue(dialogue.heard().contains("* BYE [UNAVAILABLE] "));
        assertFalse(dialogue.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a FETCH",
                "a FETCH 1",
                "a FETCH 0 UID",
                "a FETCH 1 ()",
                "a FETCH 1 (UID",
                "a FETCH 1 NONE",
                "a FETCH 1 BODY[",
                "a FETCH 1 BODY[1.]",
                "a FETCH 1 BODY[MIME]",
                "a FETCH 1 BODY[HEADER.FIELDS]",
                "a FETCH 1 BODY[]<1>",
                "a FETCH 1 BODY[]<0.0>",
                "a FETCH 1 UID (CHANGEDSINCE)",
                "a FETCH 1 UID (VANISHED)",
                "a FETCH 1:2:3 UID",
                "a FETCH 1, UID",
                "a FETCH 99999999999 UID",
                "a UID FETCH 1 UID (CHANGEDSINCE 1 VANISHED)"
            })
    void whatTheGrammarDoesNotKnowIsBad(String command) {
        mailboxes.deliver("one");
        var dialogue = new Dialogue(backend).selected();
        dialogue.says(command);
        assertTrue(dialogue.heard().startsWith("a BAD "));
    }
}
