package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

class DataScannerTest {

    /** What became of a text: the mail's content, and what is behind its end. */
    private record Scanned(String content, String rest, boolean hasBareCrOrLf) {}

    @Property
    void aMailComesOutAsItWas(
            @ForAll("lines") List<String> lines,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        var sent = new StringBuilder();
        var mail = new StringBuilder();
        for (String line : lines) {
            mail.append(line).append("\r\n");
            sent.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
        }
        assertEquals(new Scanned(mail.toString(), "NOOP\r\n", false), scan(sent + ".\r\nNOOP\r\n", cuts));
    }

    /** The scanner agrees with a definition that looks at the whole text at once. */
    @Property(tries = 5000)
    void onlyTheSequenceEndsAMail(
            @ForAll("dangerous") String text, @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        String sent = text + "\r\n.\r\n";
        int end = ("\r\n" + sent).indexOf("\r\n.\r\n");
        String body = sent.substring(0, end);
        Scanned scanned = scan(sent, cuts);
        assertEquals(sent.substring(end + 3), scanned.rest());
        assertEquals(hasBareCrOrLf(body), scanned.hasBareCrOrLf());
        if (!scanned.hasBareCrOrLf()) {
            String unstuffed = ("\r\n" + body).replace("\r\n.", "\r\n").substring(2);
            assertEquals(unstuffed, scanned.content());
        }
    }

    private static boolean hasBareCrOrLf(String body) {
        for (int i = 0; i < body.length(); i++) {
            boolean lonelyCr = body.charAt(i) == '\r' && (i + 1 == body.length() || body.charAt(i + 1) != '\n');
            boolean lonelyLf = body.charAt(i) == '\n' && (i == 0 || body.charAt(i - 1) != '\r');
            if (lonelyCr || lonelyLf) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<Character> octets = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of('.')),
                Tuple.of(4, Arbitraries.chars().range((char) 0, (char) 255)));
        return octets.filter(c -> c != '\r' && c != '\n')
                .list()
                .ofMaxSize(30)
                .map(chars -> {
                    var line = new StringBuilder();
                    chars.forEach(line::append);
                    return line.toString();
                })
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> dangerous() {
        return Arbitraries.strings().withChars('\r', '\n', '.', 'x').ofMaxLength(12);
    }

    /** Scans the text in pieces. */
    private static Scanned scan(String text, List<Integer> cuts) {
        var content = new StringBuilder();
        var scanner = new DataScanner(
                true,
                false,
                (octets, from, to) -> content.append(new String(octets, from, to - from, StandardCharsets.ISO_8859_1)));
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int i = 0; from < octets.length; i++) {
            int to = i < cuts.size() ? Math.min(from + cuts.get(i), octets.length) : octets.length;
            int read = scanner.scan(octets, from, to);
            if (scanner.isAtEnd()) {
                return new Scanned(content.toString(), text.substring(read), scanner.hasBareCrOrLf());
            }
            assertEquals(to, read);
            from = to;
        }
        return fail("no end found");
    }
}
