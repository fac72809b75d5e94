package org.letterwing.smtp;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnyInputTest {

    /** What a client said, and what came of it. */
    private record Outcome(String replies, List<String> mails, boolean open) {}

    @Property(tries = 2000)
    void howTheInputIsCutMakesNoDifference(@ForAll("dialogues") String input, @ForAll long seed) {
        assertEquals(converse(input, input.length()), converse(input, 7, new Random(seed)));
        assertEquals(converse(input, input.length()), converse(input, 200, new Random(seed)));
    }

    @Property(tries = 2000)
    void noInputMakesASessionFail(@ForAll("noise") String input) {
        Outcome outcome = converse(input, input.length());
        assertTrue(outcome.open() || endsInWords(outcome.replies()), outcome.replies());
    }

    private static boolean endsInWords(String replies) {
        String last = replies.substring(replies.lastIndexOf("\r\n", replies.length() - 3) + 2);
        return last.startsWith("221 2.0.0")
                || last.startsWith("421 4.7.0")
                || last.startsWith("552 5.3.4")
                || last.startsWith("501 5.5.4 Syntax: BDAT");
    }

    @Provide
    Arbitrary<String> dialogues() {
        return Arbitraries.of(
                        "EHLO client.example\r\n",
                        "HELO x\r\n",
                        "MAIL FROM:<alice@example.com>\r\n",
                        "MAIL FROM:<> SIZE=10 BODY=8BITMIME\r\n",
                        "RCPT TO:<bob@example.org>\r\n",
                        "RCPT TO:<nobody@example.org>\r\n",
                        "DATA\r\n",
                        "Subject: x\r\n\r\nbody\r\n",
                        "..\r\n",
                        ".\r\n",
                        "\r\n.\r\n",
                        ".\r",
                        "\n",
                        "\r",
                        "RSET\r\n",
                        "MAIL FROM:<alice@example.com> BODY=BINARYMIME\r\n",
                        "BDAT 9\r\nbody\r\n.\r\n",
                        "BDAT 6 LAST\r\nbody\r\n",
                        "BDAT 4 LAST\r\n\n.\r\n",
                        "BDAT 0\r\n",
                        "BDAT 0 LAST\r\n",
                        "BDAT 12\r\nRSET\r\nQUIT\r\n",
                        "BDAT 2000\r\n",
                        "BDAT x\r\n",
                        "EXPN x\r\n",
                        "RCPT TO:<bob@example.org> NOTIFY=NEVER\r\n",
                        "NOOP\r\n",
                        "QUIT\r\n",
                        "\u00ff\u0000",
                        "x".repeat(600),
                        "EHLO client.example\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n",
                        "EHLO client.example\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 3\r\na\r\n",
                        ("x".repeat(70) + "\r\n").repeat(200),
                        "Received: x\r\n".repeat(60))
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(300);
        Arbitrary<String> words = Arbitraries.of(
                        "MAIL",
                        "FROM:",
                        "RCPT",
                        "TO:",
                        "DATA",
                        "EHLO",
                        "<",
                        ">",
                        "@",
                        "\"",
                        "\\",
                        " ",
                        "=",
                        "SIZE",
                        "a",
                        ".",
                        ":",
                        ",",
                        "[",
                        "]",
                        "IPv6:",
                        "\r\n",
                        "\r",
                        "\n",
                        "\u00c3\u00b6",
                        "\u00ff",
                        "SMTPUTF8")
                .list()
                .ofMaxSize(60)
                .map(list -> list.stream().collect(Collectors.joining()));
        return Arbitraries.oneOf(octets, words, dialogues());
    }

    private static Outcome converse(String input, int largest) {
        return converse(input, largest, null);
    }

    private static Outcome converse(String input, int largest, Random cuts) {
        var client = new Dialogue();
        var replies = new StringBuilder();
        try (client) {
            int from = 0;
            while (from < input.length() && client.isOpen()) {
                int length = cuts == null ? largest : 1 + cuts.nextInt(largest);
                int to = Math.min(from + length, input.length());
                client.send(input.substring(from, to));
                replies.append(client.replies());
                from = to;
            }
            replies.append(client.replies());
            return new Outcome(
                    replies.toString(),
                    client.backend.delivered.stream()
                            .map(TestBackend.Delivered::sent)
                            .toList(),
                    client.isOpen());
        }
    }
}
