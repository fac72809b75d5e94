package org.letterwing.smtp.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.letterwing.smtp.client.ContentPieces.Form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines go out well formed, whatever is stored. */
class ContentPiecesTest {

    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.strings().withChars("\r\n.. ax\u0000\u00ff").ofMaxLength(60);
    }

    @Property(tries = 2000)
    void linesAreMadeGood(@ForAll("contents") String content, @ForAll Random random) throws IOException {
        String expected = content.replace("\r\n", "\n").replace("\r", " ").replace("\n", "\r\n");
        if (!expected.isEmpty() && !expected.endsWith("\r\n")) {
            expected += "\r\n";
        }
        assertEquals(expected, send(content, Form.LINES, random));
        String stuffed = ("\r\n" + expected).replace("\r\n.", "\r\n..").substring(2);
        assertEquals(stuffed, send(content, Form.STUFFED_LINES, random));
        assertEquals(content, send(content, Form.BINARY, random));
    }

    @Example
    void noPieceIsMuchLargerThanOneWriteShouldBe() throws IOException {
        InputStream content = new ByteArrayInputStream(new byte[1_000_000]);
        try (var pieces = new ContentPieces(content, Form.STUFFED_LINES)) {
            int octets = 0;
            while (!pieces.isAtEnd()) {
                int size = pieces.next().length;
                assertTrue(size < 200_000, () -> size + " octets");
                octets += size;
            }
            assertEquals(1_000_002, octets);
        }
    }

    private static String send(String content, Form form, Random random) throws IOException {
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        var cut = new ByteArrayInputStream(octets) {
            @Override
            public int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(5)));
            }
        };
        var sent = new ByteArrayOutputStream();
        try (var pieces = new ContentPieces(cut, form)) {
            while (!pieces.isAtEnd()) {
                sent.writeBytes(pieces.next());
            }
        }
        return sent.toString(StandardCharsets.ISO_8859_1);
    }
}
