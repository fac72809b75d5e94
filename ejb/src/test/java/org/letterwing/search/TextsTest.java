package org.letterwing.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.letterwing.structure.StructureReader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How texts of mails are decoded and compared. */
class TextsTest {

    private static IndexedText text(String mail) throws IOException {
        byte[] octets = mail.getBytes(StandardCharsets.ISO_8859_1);
        IndexedText text = new IndexedText();
        MessageText.read(
                new ByteArrayInputStream(octets),
                StructureReader.read(new ByteArrayInputStream(octets)).structure(),
                text);
        return text;
    }

    @Test
    void caseAndCompatibilityMakeNoDifference() {
        assertEquals(FoldedText.of("GR\u00dcN"), FoldedText.of("gru\u0308n"));
        assertEquals(FoldedText.of("\ufb01le"), FoldedText.of("FILE"));
        assertEquals(FoldedText.of("\u03c3\u03c2"), FoldedText.of("\u03a3\u03a3"));
        assertEquals("A B", FoldedText.of("a\r\n\t b"));
        assertEquals("\ud83d\ude00", FoldedText.of("\ud83d\ude00"));
        assertEquals("", FoldedText.of("\ud83d"));
    }

    @Property(tries = 200)
    void piecesFoldLikeTheWhole(@ForAll String one, @ForAll String other) {
        FoldedText pieces = new FoldedText();
        pieces.append(one);
        pieces.append(other);
        assertEquals(FoldedText.of(one + other), pieces.toString());
    }

    @Test
    void encodedWordsAreDecoded() {
        assertEquals(
                "Gr\u00fc\u00dfe an alle", EncodedWords.decode("=?utf-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?b?YW4=?= alle"));
        assertEquals("\u00fc", EncodedWords.decode("=?utf-8?q?=C3?= =?utf-8?q?=BC?="));
        assertEquals("\u00fcx", EncodedWords.decode("=?iso-8859-1*de?q?=FC?=x"));
        assertEquals("=?nope?q?x?=", EncodedWords.decode("=?nope?q?x?="));
        assertEquals("a =?utf-8?q?b", EncodedWords.decode("a =?utf-8?q?b"));
        assertEquals("\u00fc", EncodedWords.decode("\u00c3\u00bc"));
        assertEquals("\u00fc", EncodedWords.decode("\u00fc"));
    }

    @Test
    void brokenBase64HasTextToo() {
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), Base64Stream.decode("aGV\r\n!sbG8".getBytes()));
        assertArrayEquals("ab".getBytes(StandardCharsets.UTF_8), Base64Stream.decode("YQ==Yg==".getBytes()));
        assertEquals(0, Base64Stream.decode("====".getBytes()).length);
    }

    @Test
    void partsAreDecodedAsTheySay() throws IOException {
        IndexedText text = text("""
                Subject: =?utf-8?q?=C3=BCber?=
                Content-Type: multipart/mixed; boundary=b

                preamble
                --b
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                gr=FCn und so=
                weit =XX
                --b
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                PGI+ZsO8cjwvYj4=
                --b
                Content-Type: application/octet-stream

                secret
                --b
                Content-Type: message/rfc822

                Subject: inside

                deep
                --b--
                """);
        assertEquals(FoldedText.of("Subject: \u00fcber Content-Type: multipart/mixed; boundary=b "), text.header());
        for (String there : List.of("gr\u00fcn und soweit =XX", "<b>f\u00fcr</b>", "Subject: inside", "deep")) {
            assertTrue(text.contains(FoldedText.of(there), false), there);
        }
        for (String missing : List.of("preamble", "secret", "\u00fcber", "=XX<b>")) {
            assertFalse(text.contains(FoldedText.of(missing), false), missing);
        }
    }

    @Test
    void textIsFoundWhereverPiecesEnd() throws IOException {
        for (int before = 8180; before < 8200; before++) {
            byte[] octets = ("\r\n" + "x".repeat(before) + "needle").getBytes(StandardCharsets.UTF_8);
            TextMatch match = new TextMatch("NEEDLE", false);
            MessageText.read(
                    new ByteArrayInputStream(octets),
                    StructureReader.read(new ByteArrayInputStream(octets)).structure(),
                    match);
            assertTrue(match.found());
        }
    }
}
