package org.letterwing.authentication.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Header and body of a message (RFC 5322 2.1). */
class MessageReaderTest {

    private static final int LIMIT = 1000;

    @Test
    void aFieldHasAllItsLines() throws IOException {
        MessageHeader header = header("A: 1\r\n 2\r\n\t3\r\nb : 4\r\nA:5\r\n\r\n");
        assertEquals(
                List.of("a", "b", "a"),
                header.fields().stream().map(HeaderField::name).toList());
        assertEquals(
                List.of(" 1\r\n 2\r\n\t3\r\n", "5\r\n"),
                header.fields("a").stream().map(HeaderField::body).toList());
        assertEquals(List.of(), header.fields("c"));
        assertTrue(header.isWhole());
    }

    @Test
    void linesThatAreNoFieldsHaveNoName() throws IOException {
        MessageHeader header = header(" a: 1\r\nFrom b Fri 10:00:00\r\nc\r\n: d\r\ne\u00fc: f\r\nG: h");
        assertEquals(
                List.of("", "", "", "", "", "g"),
                header.fields().stream().map(HeaderField::name).toList());
    }

    @Test
    void aPartOfABodyCanBeLeftOut() {
        HeaderField field = HeaderField.of("A: 12345\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals(" 15\r\n", field.without(2, 5).body());
        assertEquals("", field.without(0, field.body().length()).body());
        assertEquals(1, field.without(2, 5).colon());
    }

    @Test
    void aHeaderHasALimit() throws IOException {
        String field = "X: " + "x".repeat(95) + "\r\n";
        assertTrue(header(field.repeat(10)).isWhole());
        assertFalse(header(field.repeat(10) + "x: y\r\n\r\n").isWhole());
        assertFalse(header("x".repeat(100_000)).isWhole());
        assertEquals(List.of(), header("x".repeat(100_000)).fields());
    }

    @Property
    void aMessageIsReadOctetForOctet(@ForAll("messages") String message, @ForAll @IntRange(min = 1, max = 5) int piece)
            throws IOException {
        var reader = new MessageReader(inPieces(message, piece), LIMIT);
        MessageHeader header = reader.header();
        var body = new ByteArrayOutputStream();
        reader.body((octets, from, to) -> body.write(octets, from, to - from));

        var fields = new ByteArrayOutputStream();
        header.fields().forEach(field -> fields.writeBytes(field.octets()));
        String head = fields.toString(StandardCharsets.ISO_8859_1);
        String rest = body.toString(StandardCharsets.ISO_8859_1);
        assertTrue(
                List.of(head + rest, head + "\n" + rest, head + "\r\n" + rest).contains(message), message);
        assertEquals(end(message), head.length());
    }

    /** Returns where the header ends. */
    private static int end(String message) {
        var empty = Pattern.compile("(?<![^\n])\r?\n").matcher(message);
        return empty.find() ? empty.start() : message.length();
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of("a", ":", " ", "\r\n", "\n", "\r", "\u00ff", "From: x\r\n")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static MessageHeader header(String message) throws IOException {
        return new MessageReader(inPieces(message, LIMIT), LIMIT).header();
    }

    /** Returns a stream that gives only so many octets at once. */
    private static InputStream inPieces(String message, int piece) {
        return new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, piece));
            }
        };
    }
}
