package org.letterwing.imap;

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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds whatever a client sends, and however it arrives. */
class AnySessionTest {

    private static final String LOGIN =
            "a LOGIN " + MemoryBackend.USER + " {19+}\r\n" + MemoryBackend.PASSWORD + "\r\nb SELECT INBOX\r\n";

    @Property(tries = 300)
    void packetsAndDelaysMakeNoDifference(
            @ForAll("conversations") String conversation, @ForAll("cuts") List<Integer> cuts, @ForAll boolean delays) {
        assertEquals(replies(conversation, List.of(), false), replies(conversation, cuts, delays));
    }

    @Property(tries = 300)
    void noOctetsBreakASession(@ForAll byte[] octets) {
        try (var dialogue = new Dialogue().selected()) {
            dialogue.sends(octets);
            String replies = dialogue.says("", "zz NOOP").heard();
            assertTrue(
                    dialogue.isOpen() ? replies.endsWith("zz OK NOOP completed\r\n") : replies.contains("* BYE "),
                    replies);
        }
    }

    @Provide
    Arbitrary<String> conversations() {
        Arbitrary<String> end = Arbitraries.of("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r");
        return Arbitraries.of(
                        "1 NOOP",
                        "2 LIST \"\" *",
                        "3 APPEND INBOX {3+}\r\none",
                        "4 APPEND INBOX (\\Seen) {3}\r\none {4+}\r\ntwo!",
                        "5 CREATE {4+}\r\nname",
                        "6 IDLE\r\nDONE",
                        "7 STATUS INBOX (MESSAGES)",
                        "8 SELECT INBOX",
                        "9 CLOSE",
                        "10 NONSENSE {5+}\r\n12345",
                        "11 EXAMINE name",
                        "12 ENABLE QRESYNC",
                        "13 LOGOUT",
                        "14 DELETE name")
                .flatMap(command -> end.map(command::concat))
                .list()
                .ofMaxSize(15)
                .map(lines -> LOGIN + String.join("", lines));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 9).list();
    }

    /** Returns all replies; with delays, the store's answers come one by one after all of the input. */
    private static String replies(String conversation, List<Integer> cuts, boolean delays) {
        byte[] octets = conversation.getBytes(StandardCharsets.ISO_8859_1);
        var backend = new MemoryBackend();
        Queue<Runnable> work = new ArrayDeque<>();
        backend.executor = delays ? work::add : Runnable::run;
        try (var dialogue = new Dialogue(backend)) {
            int from = 0;
            for (int cut : cuts) {
                int to = Math.min(octets.length, from + cut);
                send(dialogue, Arrays.copyOfRange(octets, from, to));
                from = to;
            }
            send(dialogue, Arrays.copyOfRange(octets, from, octets.length));
            var replies = new StringBuilder(dialogue.heard());
            while (!work.isEmpty()) {
                work.remove().run();
                replies.append(dialogue.heard());
            }
            return replies.toString();
        }
    }

    private static void send(Dialogue dialogue, byte[] octets) {
        if (dialogue.isOpen()) {
            dialogue.sends(octets);
        }
    }
}
