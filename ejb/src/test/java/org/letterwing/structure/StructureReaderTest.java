package org.letterwing.structure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StructureReaderTest {

    private static final String MIXED = """
            From: Alice <alice@example.com>
            Subject: =?utf-8?q?two?=
              lines
            Content-Type: multipart/mixed; boundary="b 1"; x*0=a

            preamble
            --b 1

            first
            text

            --b 1
            Content-Type: message/rfc822
            Content-Disposition: attachment; filename="a\\"b.eml"
            Content-Language: de, en

            Subject: inside
            Content-Type: multipart/digest; boundary=in

            --in

            Subject: deep

            deepest
            --in--
            --b 1--
            epilogue
            """.replace("\n", "\r\n");

    private static MessageFacts facts(String message) {
        return facts(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static MessageFacts facts(InputStream message) {
        try {
            return StructureReader.read(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageStructure read(String message) {
        return facts(message).structure();
    }

    private static String body(String message, Part part) {
        return message.substring((int) part.body(), (int) part.end());
    }

    @Test
    void partsLieWhereTheOctetsAre() {
        Part root = read(MIXED).root();
        assertEquals("multipart", root.type());
        assertEquals("b 1", root.parameters().get(0).value());
        assertEquals(new Part.Parameter("x*0", "a"), root.parameters().get(1));
        Part text = root.parts().get(0);
        assertEquals("first\r\ntext\r\n", body(MIXED, text));
        assertEquals(2, text.lines());
        assertEquals("text", text.type());
        assertEquals("plain", text.subtype());
        assertEquals(text.header() + 2, text.body());
        assertEquals(MIXED.length(), root.end());
        assertEquals("\r\n\r\n", MIXED.substring((int) root.body() - 4, (int) root.body()));
    }

    @Test
    void messagesInMessagesHaveStructuresOfTheirOwn() {
        Part attached = read(MIXED).root().parts().get(1);
        assertEquals("attachment", attached.disposition());
        assertEquals("a\"b.eml", attached.dispositionParameters().get(0).value());
        assertEquals(List.of("de", "en"), attached.languages());
        assertEquals("inside", attached.message().envelope().subject());
        Part digest = attached.message().root();
        assertEquals(attached.body(), digest.header());
        assertEquals(attached.end(), digest.end());
        Part deep = digest.parts().get(0);
        assertEquals("message", deep.type());
        assertEquals("rfc822", deep.subtype());
        assertEquals("deep", deep.message().envelope().subject());
        assertEquals("Subject: deep\r\n\r\ndeepest", body(MIXED, deep));
        assertEquals("deepest", body(MIXED, deep.message().root()));
        assertEquals(2, deep.lines());
    }

    @Test
    void fieldsAreUnfoldedAndNotDecoded() {
        assertEquals("=?utf-8?q?two?=  lines", read(MIXED).envelope().subject());
        assertEquals(
                "M\u00fcller", read("subject: M\u00fcller\r\n\r\n").envelope().subject());
        assertEquals("", read("Subject:\r\n\r\n").envelope().subject());
        assertNull(read("\r\nSubject: no\r\n").envelope().subject());
        assertEquals("<a@b> <c@d>", facts("References: <a@b>\r\n <c@d>\r\n\r\n").references());
    }

    @Test
    void ofFieldsThatAreThereTwiceTheFirstCounts() {
        assertEquals("a", read("Subject: a\r\nSubject: b\r\n\r\n").envelope().subject());
    }

    @Test
    void noMessageIsAMessageToo() {
        Part root = read("").root();
        assertEquals("text", root.type());
        assertEquals(0, root.end());
        assertEquals(2, read("\r\n").root().body());
        assertEquals(4, read("a: b").root().body());
    }

    @Test
    void aMultipartHasAPartAlways() {
        String none = "Content-Type: multipart/mixed; boundary=b\r\n\r\nno delimiter\r\n";
        Part empty = read(none).root().parts().get(0);
        assertEquals("", body(none, empty));
        assertEquals("text", empty.type());
        String lost = "Content-Type: multipart/mixed\r\n\r\nno boundary\r\n";
        assertEquals("no boundary\r\n", body(lost, read(lost).root().parts().get(0)));
        assertEquals(1, read(lost).root().parts().get(0).lines());
        String closed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\nrest";
        assertEquals("", body(closed, read(closed).root().parts().get(0)));
    }

    @Test
    void anOuterDelimiterEndsWhatIsInside() {
        String message = """
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/mixed; boundary=ab

                --ab

                in
                --a

                out
                --ab
                not me""".replace("\n", "\r\n");
        Part root = read(message).root();
        assertEquals(2, root.parts().size());
        assertEquals("in", body(message, root.parts().get(0).parts().get(0)));
        assertEquals("out\r\n--ab\r\nnot me", body(message, root.parts().get(1)));
        assertEquals(2, root.parts().get(1).lines());
    }

    @Test
    void aPartMayEndInItsHeader() {
        String message = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-ID: <1>\r\n--a--";
        Part part = read(message).root().parts().get(0);
        assertEquals("<1>", part.id());
        assertEquals("", body(message, part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: x", "Subject: x\r\n", "", "Content-Type: message/rfc822\r\n"})
    void aMessageWithinMayEndInItsHeader(String inner) {
        String message = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: message/rfc822\r\n\r\n"
                + inner + "\r\n--a--";
        Part part = read(message).root().parts().get(0);
        Part within = part.message().root();
        assertEquals(inner, body(message, part));
        assertEquals(inner, message.substring((int) within.header(), (int) within.body()));
        assertEquals("", body(message, within));
    }

    @Test
    void whatIsNestedTooDeepIsOpaque() {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        int depth = 1;
        Part part = read(message.toString()).root();
        for (; !part.parts().isEmpty(); depth++) {
            part = part.parts().get(0);
        }
        assertEquals(StructureReader.DEEPEST, depth);
        assertEquals("application", part.type());
        Part inner = read("Content-Type: message/rfc822\r\n\r\n".repeat(1000)).root();
        while (inner.message() != null) {
            inner = inner.message().root();
        }
        assertEquals("application", inner.type());
    }

    @Test
    void partsWithoutEndAreBounded() {
        String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n".repeat(200_000);
        MessageFacts facts = facts(message);
        Part root = facts.structure().root();
        assertTrue(root.parts().size() <= StructureReader.MOST_PARTS);
        assertEquals(message.length(), root.parts().get(root.parts().size() - 1).end());
        assertTrue(StructureCodec.encode(facts).length < 1024 * 1024);
    }

    @Test
    void aHeaderWithoutEndIsBounded() {
        MessageFacts facts = facts("Subject: x\r\n y\r\n".repeat(50_000) + "To: " + "a@b, ".repeat(1_000_000));
        assertTrue(StructureCodec.encode(facts).length < 1024 * 1024);
        assertEquals("x y", facts.structure().envelope().subject());
        assertTrue(facts.structure().envelope().to().size() > 1000);
    }

    @Test
    void endlessLinesAreNoDelimiters() {
        String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b" + " ".repeat(100_000)
                + "x\r\n--b--\r\n";
        Part root = read(message).root();
        assertEquals(1, root.parts().size());
        assertTrue(body(message, root.parts().get(0)).endsWith("x"));
    }

    @Test
    void linesMayEndWithLfAlone() {
        String message = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\ntwo\n--b--\n";
        Part part = read(message).root().parts().get(0);
        assertEquals("one\ntwo", body(message, part));
        assertEquals(1, part.lines());
    }

    @Test
    void aLineEndMayLieBetweenTwoPieces() {
        for (int length = 4090; length < 4100; length++) {
            String text = "x".repeat(length) + "\r\n";
            String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + text + "--b--\r\n";
            Part part = read(message).root().parts().get(0);
            assertEquals("x".repeat(length), body(message, part));
            assertEquals(0, part.lines());
        }
    }

    @Test
    void itIsReadOnceInPieces() {
        byte[] octets = MIXED.getBytes(StandardCharsets.ISO_8859_1);
        var counting = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new AssertionError("It is read in pieces");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == octets.length) {
                    return -1;
                }
                into[offset] = octets[at++];
                return 1;
            }
        };
        assertEquals(facts(MIXED), facts(counting));
    }

    @Test
    void whatIsKeptIsTheSame() {
        MessageFacts facts = facts(MIXED);
        byte[] kept = StructureCodec.encode(facts);
        assertEquals(facts, StructureCodec.decode(kept).orElseThrow());
        kept[0]++;
        assertTrue(StructureCodec.decode(kept).isEmpty());
        assertTrue(StructureCodec.decode(new byte[0]).isEmpty());
    }
}
