package org.letterwing.mime;

import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a mail is made of, it says the same after it was recoded, to a program that knows nothing of it. */
class AnyMailTest {

    /** A body with its header. */
    private record Entity(String fields, String body) {

        String asPart() {
            return fields + "\r\n" + body;
        }

        String asMessage(String version) {
            return "Subject: any\r\n" + version + fields + "\r\n" + body;
        }
    }

    @Provide
    Arbitrary<String> lineMails() {
        return mails(false);
    }

    @Provide
    Arbitrary<String> binaryMails() {
        return mails(true);
    }

    @Property(tries = 2000)
    void sevenBit(@ForAll("lineMails") String mail, @ForAll @IntRange(min = 1, max = 5000) int piece)
            throws InconvertibleException {
        String recoded = TestRecoding.sevenBit(mail);
        assertTrue(recoded.lines().allMatch(line -> line.length() <= 998), recoded);
        assertEquals(Leaves.of(mail), Leaves.of(recoded));
        assertEquals(recoded, TestRecoding.recode(mail, TransferEncoding.SEVEN_BIT, piece));
        assertEquals(recoded, TestRecoding.sevenBit(recoded), "all is done the first time");
    }

    @Property(tries = 2000)
    void ofBinaryMails(@ForAll("binaryMails") String mail) throws InconvertibleException {
        String sevenBit = TestRecoding.sevenBit(mail);
        assertEquals(Leaves.of(mail), Leaves.of(sevenBit));
        String eightBit = TestRecoding.eightBit(mail);
        assertEquals(Leaves.of(mail), Leaves.of(eightBit));
        assertEquals(eightBit, TestRecoding.eightBit(eightBit));
        assertEquals(Leaves.of(mail), Leaves.of(TestRecoding.sevenBit(eightBit)));
    }

    @Property(tries = 1000)
    void quotedPrintableHasShortLines(@ForAll("lineMails") String mail) throws InconvertibleException {
        String text = "Content-Type: text/plain\r\n\r\nü" + mail.replaceAll("[\r\n]+--", "\r\n") + "\r\n";
        String recoded = TestRecoding.sevenBit(text);
        assertTrue(recoded.lines().allMatch(line -> line.length() <= 76), recoded);
        assertEquals(Leaves.of(text), Leaves.of(recoded));
    }

    private static Arbitrary<String> mails(boolean binary) {
        return Combinators.combine(
                        entities(binary, 0), Arbitraries.of("MIME-Version: 1.0\r\n", "mime-version: 1.0 (x)\r\n"))
                .as(Entity::asMessage);
    }

    private static Arbitrary<Entity> entities(boolean binary, int depth) {
        Arbitrary<Entity> leaves = leaves(binary);
        return depth == 3
                ? leaves
                : Arbitraries.frequencyOf(
                        Tuple.of(3, leaves),
                        Tuple.of(2, Arbitraries.lazy(() -> multiparts(binary, depth))),
                        Tuple.of(1, Arbitraries.lazy(() -> messages(binary, depth))));
    }

    private static Arbitrary<Entity> leaves(boolean binary) {
        Arbitrary<String> types = Arbitraries.of(
                "",
                "Content-Type: text/plain; charset=utf-8\r\n",
                "content-type : TEXT/html;\r\n\tcharset=\"iso-8859-1\"\r\n",
                "Content-Type: application/octet-stream; name=\"a;b\"\r\n",
                "Content-Type: message/delivery-status\r\n");
        Arbitrary<String> encodings = Arbitraries.of(
                "",
                "Content-Transfer-Encoding: 7bit\r\n",
                "Content-Transfer-Encoding: 8bit\r\n",
                "Content-Transfer-Encoding: BINARY\r\n");
        return Combinators.combine(types, encodings, bodies(binary))
                .as((type, encoding, body) -> new Entity(type + encoding, body));
    }

    /** Bodies in which no line begins with two hyphens. */
    private static Arbitrary<String> bodies(boolean binary) {
        Arbitrary<String> word = Arbitraries.of(
                "\r\n", "\r\n", "a", "word ", "ü", "ÿ", "=", "=3D", "-", " ", "\t", ".", "From ", "\u0001", "\u007f",
                "--b");
        Arbitrary<String> longWord = Arbitraries.integers().between(1, 1200).map("x"::repeat);
        Arbitrary<String> any = binary
                ? Arbitraries.oneOf(word, longWord, Arbitraries.of("\r", "\n", "\0", "\n\n", "\r\r\n"))
                : Arbitraries.frequencyOf(Tuple.of(20, word), Tuple.of(1, longWord));
        return any.list().ofMaxSize(30).map(words -> String.join("", words).replaceAll("(^|[\r\n])-+", "$1"));
    }

    private static Arbitrary<Entity> multiparts(boolean binary, int depth) {
        Arbitrary<String> subtypes = Arbitraries.of("mixed", "alternative", "report; report-type=x");
        Arbitrary<String> encodings = Arbitraries.of(
                "", "Content-Transfer-Encoding: 8bit\r\n", binary ? "Content-Transfer-Encoding: binary\r\n" : "");
        Arbitrary<String> preambles = Arbitraries.of("", "A preamble\r\n", "\r\n\r\n");
        Arbitrary<String> paddings = Arbitraries.of("", " ", "\t ");
        Arbitrary<List<Entity>> parts =
                entities(binary, depth + 1).list().ofMinSize(1).ofMaxSize(4);
        String boundary = "=_b" + depth + ".";
        return Combinators.combine(subtypes, encodings, preambles, paddings, parts)
                .as((subtype, encoding, preamble, padding, inside) -> new Entity(
                        "Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n" + encoding,
                        preamble
                                + inside.stream()
                                        .map(part -> "--" + boundary + padding + "\r\n" + part.asPart() + "\r\n")
                                        .collect(Collectors.joining())
                                + "--" + boundary + "--" + padding + "\r\n"));
    }

    private static Arbitrary<Entity> messages(boolean binary, int depth) {
        return Combinators.combine(entities(binary, depth + 1), Arbitraries.of("", "MIME-Version: 1.0\r\n"))
                .as((entity, version) -> new Entity("Content-Type: message/rfc822\r\n", entity.asMessage(version)));
    }
}
