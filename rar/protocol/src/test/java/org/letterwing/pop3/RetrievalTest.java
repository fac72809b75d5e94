package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The content of messages: RETR (RFC 1939 5) and TOP (7). */
class RetrievalTest {

    private static final String MAIL = "Subject: dots\r\nTo: a@example.com\r\n\r\none\r\n.\r\n..two\r\n\r\nfive\r\n";

    private final MemoryMaildrop backend = new MemoryMaildrop();

    private Dialogue with(String content) {
        backend.add(content);
        return new Dialogue(backend).loggedIn();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 65_536})
    void dotsAtLineStartsAreDoubled(int sliceSize) {
        backend.sliceSize = sliceSize;
        with(MAIL)
                .says("RETR 1")
                .hears(
                        "+OK " + MAIL.length() + " octets",
                        "Subject: dots",
                        "To: a@example.com",
                        "",
                        "one",
                        "..",
                        "...two",
                        "",
                        "five",
                        ".");
    }

    @Test
    void aMessageWithoutFinalLineEndGetsOne() {
        with("a: b\r\n\r\nend")
                .says("RETR 1", "TOP 1 1")
                .hears("+OK 11 octets", "a: b", "", "end", ".", "+OK", "a: b", "", "end", ".");
    }

    @Test
    void whoRetrievesOneAfterTheOtherFindsTheNextOnesRead() {
        for (int i = 1; i <= 70; i++) {
            backend.add(i % 9 == 0 ? "" : "n: " + i + "\r\n");
        }
        Dialogue dialogue = new Dialogue(backend).loggedIn();
        dialogue.says("DELE 3").hears("+OK Message 3 deleted");
        for (int i = 1; i <= 70; i++) {
            dialogue.says("RETR " + i);
            if (i == 3) {
                dialogue.hears("-ERR No such message");
            } else if (i % 9 == 0) {
                dialogue.hears("+OK 0 octets", ".");
            } else {
                dialogue.hears("+OK " + ("n: " + i + "\r\n").length() + " octets", "n: " + i, ".");
            }
        }
        assertTrue(backend.questions.get() <= 8, () -> backend.questions + " questions");
    }

    @Test
    void whoRetrievesAnyMessagesReadsNoMoreThanThese() {
        for (int i = 1; i <= 9; i++) {
            backend.add("n: " + i + "\r\n");
        }
        Dialogue dialogue = new Dialogue(backend).loggedIn();
        for (int i = 9; i >= 1; i--) {
            dialogue.says("RETR " + i).hears("+OK 6 octets", "n: " + i, ".");
        }
        assertEquals(9, backend.questions.get());
    }

    @Test
    void anEmptyMessage() {
        with("").says("RETR 1", "TOP 1 0").hears("+OK 0 octets", ".", "+OK", ".");
    }

    @Test
    void octetsAreNotTouched() {
        with("\0\377\200 \r\n").says("RETR 1").hears("+OK 6 octets", "\0\377\200 ", ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 65_536})
    void topSendsSoManyLinesOfTheBody(int sliceSize) {
        backend.sliceSize = sliceSize;
        with(MAIL)
                .says("TOP 1 0")
                .hears("+OK", "Subject: dots", "To: a@example.com", "", ".")
                .says("TOP 1 2")
                .hears("+OK", "Subject: dots", "To: a@example.com", "", "one", "..", ".")
                .says("TOP 1 999999999999999999")
                .hears("+OK", "Subject: dots", "To: a@example.com", "", "one", "..", "...two", "", "five", ".");
    }

    @Test
    void topOfAMessageWithoutBlankLineIsAllOfIt() {
        with("a: b\r\nc: d\r\n").says("TOP 1 0").hears("+OK", "a: b", "c: d", ".");
    }

    @Test
    void topReadsNoFurtherThanItMust() {
        backend.sliceSize = 16;
        with("a: b\r\n\r\n" + "line\r\n".repeat(1_000)).says("TOP 1 1").hears("+OK", "a: b", "", "line", ".");
        assertEquals(16, backend.octetsRead.get());
    }

    @Test
    void whatCannotBeReadIsSaid() {
        var dialogue = with(MAIL);
        backend.readsFail = true;
        dialogue.says("RETR 1", "NOOP").hears(Replies.UNREADABLE, "+OK");
    }

    @Test
    void aMessageThatBreaksInTheMiddleHasNoEnd() {
        backend.add(30, offset -> {
            if (offset == 0) {
                return "a: b\r\n\r\nbeginning\r\n".getBytes(StandardCharsets.US_ASCII);
            }
            throw new IllegalStateException("asked to fail");
        });
        var dialogue = new Dialogue(backend).loggedIn();
        dialogue.says("RETR 1", "NOOP").hears("+OK 30 octets", "a: b", "", "beginning");
        assertFalse(dialogue.isOpen());
        assertFalse(backend.isHeld());
    }

    @Test
    void aMessageShorterThanItsSizeHasNoEnd() {
        backend.add(30, offset -> new byte[offset == 0 ? 20 : 0]);
        var dialogue = new Dialogue(backend).loggedIn();
        assertEquals(
                "+OK 30 octets\r\n" + "\0".repeat(20), dialogue.says("RETR 1").heard());
        assertFalse(dialogue.isOpen());
    }

    @Test
    void aMessageLongerThanItsSizeIsNotSent() {
        backend.add(10, offset -> new byte[20]);
        new Dialogue(backend).loggedIn().says("RETR 1").hears(Replies.UNREADABLE);
    }

    @Test
    void manySlicesThatAreThereAtOnceAreNoDeepStack() {
        backend.sliceSize = 1;
        String content = "x".repeat(200_000) + "\r\n";
        assertTrue(with(content).says("RETR 1").heard().endsWith("\r\n" + content + ".\r\n"));
    }
}
