package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds whatever a client sends, and however it arrives. */
class AnySessionTest {

    private static final String LOGIN = "USER " + MemoryMaildrop.USER + "\r\nPASS " + MemoryMaildrop.PASSWORD + "\r\n";

    @Property(tries = 500)
    void packetsAndDelaysMakeNoDifference(
            @ForAll("conversations") String conversation, @ForAll("cuts") List<Integer> cuts, @ForAll boolean delays) {
        assertEquals(replies(conversation, List.of(), false), replies(conversation, cuts, delays));
    }

    @Property(tries = 500)
    void eachLineHasOneReplyUntilTheSessionEnds(@ForAll("garbage") List<String> lines) {
        try (var dialogue = new Dialogue(mailbox())) {
            dialogue.hears(Dialogue.GREETING);
            for (String line : lines) {
                String reply = dialogue.says(line).heard();
                if (!dialogue.isOpen()) {
                    assertTrue(List.of(Replies.TOO_MANY_ERRORS, Replies.WRONG_CREDENTIALS)
                            .contains(reply.strip()));
                    return;
                }
                assertTrue(reply.matches("(?s)(\\+OK|-ERR)( [ -~]+)?\r\n((.*\r\n)?\\.\r\n)?"), reply);
            }
        }
    }

    @Property(tries = 500)
    void noOctetsBreakASession(@ForAll byte[] octets) {
        var backend = mailbox();
        try (var dialogue = new Dialogue(backend)) {
            dialogue.loggedIn().sends(octets);
            String replies = dialogue.says("", "NOOP").heard();
            assertTrue(
                    dialogue.isOpen()
                            ? replies.endsWith("+OK\r\n")
                            : replies.endsWith("+OK Bye\r\n") || replies.endsWith(Replies.TOO_MANY_ERRORS + "\r\n"),
                    replies);
        }
        assertFalse(backend.isHeld());
    }

    @Provide
    Arbitrary<String> conversations() {
        Arbitrary<String> end = Arbitraries.of("\r\n", "\r\n", "\r\n", "\n", "\r");
        return commands()
                .flatMap(command -> end.map(command::concat))
                .list()
                .ofMaxSize(15)
                .map(lines -> LOGIN + String.join("", lines));
    }

    @Provide
    Arbitrary<List<String>> garbage() {
        Arbitrary<String> anything = Arbitraries.strings()
                .withCharRange('\0', '\377')
                .excludeChars('\r', '\n')
                .ofMaxLength(300)
                .filter(line -> !line.strip().equalsIgnoreCase("QUIT"));
        return Arbitraries.frequencyOf(
                        Tuple.of(2, anything),
                        Tuple.of(3, commands()),
                        Tuple.of(1, Arbitraries.of(LOGIN.split("\r\n"))))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 9).list();
    }

    private static Arbitrary<String> commands() {
        Arbitrary<String> keyword =
                Arbitraries.of("STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL", "CAPA", "USER", "PASS");
        Arbitrary<String> arguments = Arbitraries.of("", " 1", " 2", " 3", " 1 1", " 2 0", " x", " -1", "  ");
        return keyword.flatMap(word -> arguments.map(word::concat));
    }

    private static MemoryMaildrop mailbox() {
        var mailbox = new MemoryMaildrop();
        mailbox.sliceSize = 5;
        mailbox.add("a: b\r\n\r\n.one\r\ntwo\r\n");
        mailbox.add("c: d\r\n\r\nend");
        return mailbox;
    }

    /** Returns all replies; with delays, the mailbox's answers come one by one after all of the input. */
    private static String replies(String conversation, List<Integer> cuts, boolean delays) {
        byte[] octets = conversation.getBytes(StandardCharsets.ISO_8859_1);
        var backend = mailbox();
        Queue<Runnable> work = new ArrayDeque<>();
        backend.executor = delays ? work::add : Runnable::run;
        try (var dialogue = new Dialogue(backend)) {
            int from = 0;
            for (int cut : cuts) {
                int to = Math.min(octets.length, from + cut);
                dialogue.sends(Arrays.copyOfRange(octets, from, to));
                from = to;
            }
            dialogue.sends(Arrays.copyOfRange(octets, from, octets.length));
            var replies = new StringBuilder(dialogue.heard());
            while (!work.isEmpty()) {
                work.remove().run();
                replies.append(dialogue.heard());
            }
            return replies.toString();
        }
    }
}
