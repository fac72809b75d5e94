package org.letterwing.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mails that were made for ways that take more octets than the one they go. */
class RecodedTest {

    private static final Path MAILS = Path.of("../../it-tests/src/test/resources/mails");

    @Test
    void textBecomesQuotedPrintable() throws Exception {
        assertSevenBit("""
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
                Content-Transfer-Encoding : 8bit
                Content-Type: text/plain;
                 charset=utf-8 (a comment; with a semicolon)
                mime-version: 1.0
                X-Kept:   as  it\tis\s

                Grüße, 1+1=2
                a line with a space at its end\s
                -- not a boundary
                """, """
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
                Content-Transfer-Encoding: quoted-printable
                Content-Type: text/plain;
                 charset=utf-8 (a comment; with a semicolon)
                mime-version: 1.0
                X-Kept:   as  it\tis\s

                Gr=C3=BC=C3=9Fe, 1+1=3D2
                a line with a space at its end=20
                -- not a boundary
                """);
    }

    @Test
    void aMailThatKnowsNothingOfMimeSaysWhatItIsAfterwards() throws Exception {
        assertSevenBit("""
                Subject: old

                schön
                """, """
                Subject: old
                MIME-Version: 1.0
                Content-Type: text/plain; charset=unknown-8bit
                Content-Transfer-Encoding: quoted-printable

                sch=C3=B6n
                """);
    }

    @Test
    void aTypeAloneMakesNoMimeMail() throws Exception {
        assertSevenBit("""
                Content-Type: text/html; charset=utf-8

                <p>schön</p>
                """, """
                Content-Type: text/html; charset=utf-8
                MIME-Version: 1.0
                Content-Transfer-Encoding: quoted-printable

                <p>sch=C3=B6n</p>
                """);
    }

    @Test
    void eachPartIsTreatedForItself() throws Exception {
        assertSevenBit("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="a b"
                Content-Transfer-Encoding: 8bit

                a preamble
                --a b\t
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                falsch: ü
                --a b

                no header, and plain
                --a b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: 8BIT

                ü
                ö
                --a b
                Content-Type: text/plain
                Content-Transfer-Encoding: 8bit

                only ASCII
                --a b
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                w7w=
                --a b--
                an epilogue
                """, """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="a b"
                Content-Transfer-Encoding: 7bit

                a preamble
                --a b\t
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                falsch: =C3=BC
                --a b

                no header, and plain
                --a b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                w7wNCsO2
                --a b
                Content-Type: text/plain
                Content-Transfer-Encoding: 7bit

                only ASCII
                --a b
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                w7w=
                --a b--
                an epilogue
                """);
    }

    @Test
    void mailsInMailsAreConvertedInside() throws Exception {
        assertSevenBit("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=----=_Part_1

                ------=_Part_1
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 8bit

                Subject: inside

                für
                ------=_Part_1
                Content-Type: multipart/digest; boundary=digest

                --digest

                Subject: in a digest

                über
                --digest--
                ------=_Part_1--
                """, """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=----=_Part_1

                ------=_Part_1
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 7bit

                Subject: inside
                MIME-Version: 1.0
                Content-Type: text/plain; charset=unknown-8bit
                Content-Transfer-Encoding: quoted-printable

                f=C3=BCr
                ------=_Part_1
                Content-Type: multipart/digest; boundary=digest

                --digest

                Subject: in a digest
                MIME-Version: 1.0
                Content-Type: text/plain; charset=unknown-8bit
                Content-Transfer-Encoding: quoted-printable

                =C3=BCber
                --digest--
                ------=_Part_1--
                """);
    }

    @Test
    void aReportOfOursIsConverted() throws Exception {
        assertSevenBit("""
                From: Mail delivery <postmaster@mx.example.org>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="=_b"

                --=_b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                    550 5.1.1 Empfänger unbekannt

                --=_b
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: 8bit

                Reporting-MTA: dns; mx.example.org

                Action: failed

                --=_b
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 8bit

                Subject: x
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Grüße

                --=_b--
                """, """
                From: Mail delivery <postmaster@mx.example.org>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="=_b"

                --=_b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                    550 5.1.1 Empf=C3=A4nger unbekannt

                --=_b
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: 7bit

                Reporting-MTA: dns; mx.example.org

                Action: failed

                --=_b
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 7bit

                Subject: x
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe

                --=_b--
                """);
    }

    @Test
    void whatIsSignedStaysAsItIs() throws Exception {
        String signed = """
                --mixed
                Content-Type: multipart/signed; boundary=signed; protocol="application/pgp-signature"

                --signed
                Content-Type: text/plain
                Content-Transfer-Encoding: 8bit

                only ASCII
                --signed
                Content-Type: application/pgp-signature

                AA
                --signed--
                --mixed--
                """;
        String header = """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=mixed

                --mixed
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: """;
        assertSevenBit(header + " 8bit\n\nü\n" + signed, header + " quoted-printable\n\n=C3=BC\n" + signed);
        assertInconvertible("signed", header + " 8bit\n\nü\n" + signed.replace("only ASCII", "ü"));
    }

    @Test
    void noSoftLineBreakMakesABoundary() throws Exception {
        String recoded = TestRecoding.sevenBit(octets("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                ü%s--b--
                --b--
                """.formatted("x".repeat(69))));
        assertTrue(recoded.contains("x=\r\n=2D-b--\r\n--b--\r\n"), recoded);
    }

    @Test
    void binaryBodiesGoWhereEightBitsMayGo() throws Exception {
        String mail = """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b
                Content-Transfer-Encoding: binary

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: binary

                ü
                --b
                Content-Type: image/png
                Content-Transfer-Encoding: binary

                #\0#
                --b
                Content-Type: text/plain
                Content-Transfer-Encoding: binary

                Unix#Lines
                --b--
                """;
        String before = octets(mail).replace('#', '\n');
        assertEquals(octets("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b
                Content-Transfer-Encoding: 8bit

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                ü
                --b
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                CgAK
                --b
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                VW5peApMaW5lcw==
                --b--
                """), TestRecoding.eightBit(before));
        assertEquals(Leaves.of(before), Leaves.of(TestRecoding.sevenBit(before)));
    }

    @Test
    void longLinesGetShort() throws Exception {
        String mail = "Subject: x\r\n\r\n" + "ü".repeat(30_000) + "\r\n" + "x".repeat(30_000) + "\r\n";
        String recoded = TestRecoding.sevenBit(mail);
        assertTrue(recoded.lines().allMatch(line -> line.length() <= 76), recoded);
        assertEquals(Leaves.of(mail).get(0), Leaves.of(recoded).get(0));
    }

    @Test
    void whatIsAsAllowedDoesNotChange() throws Exception {
        for (String mail :
                new String[] {"", "\r\n", "Subject: x\r\n", "Subject: x", "Subject: x\r\n\r\nbody", "no header"}) {
            assertEquals(mail, TestRecoding.sevenBit(mail));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: ü\n\nbody\n",
                "no header: ü\n",
                "not a field\nSubject: x\n\nü\n",
                " white space\nSubject: x\n\nü\n",
                "Subject: x\nnot a field\n\nü\n",
                "Subject: x\n: no name\n\nü\n",
                "Content-Type: text\n\nü\n",
                "Content-Type:\n\nü\n",
                "Content-Type: text/plain\nContent-Type: text/html\n\nü\n",
                "Content-Transfer-Encoding: 8bit\nContent-Transfer-Encoding: 7bit\n\nü\n",
                "Content-Transfer-Encoding: x-uuencode\n\nü\n",
                "Content-Transfer-Encoding: quoted-printable\n\nü\n",
                "Content-Transfer-Encoding: base64\n\nü\n",
                "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nü\n--b--\n",
                "Content-Type: message/partial; id=x; number=1\n\nSubject: x\n\nü\n",
                "Content-Type: message/external-body; access-type=local-file\n\nContent-Type: text/plain\n\nü\n",
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nü\n",
                "Content-Type: multipart/mixed\n\nü\n",
                "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nü\n----\n",
                "Content-Type: multipart/mixed; boundary=\"b\n\n--b\n\nü\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b; boundary=c\n\n--b\n\nü\n--b--\n",
                "Content-Type: multipart/mixed; boundary*0=b\n\n--b\n\nü\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nü\n",
                "Content-Type: multipart/mixed; boundary=b\n\nü\n--b\n\nx\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\nü\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nü\n--bc\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nü\n--b-- x\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nX-Name: ü\n\nx\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n"
                        + "--b\n\nü\n--b--\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n"
                        + "--c\n\nü\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n--b\n\nü\n"
                        + "--b--\n",
            })
    void whatCannotBeUnderstoodIsLeftAlone(String mail) {
        assertInconvertible("", mail);
    }

    @Test
    void nestingAndPartsAndHeadersHaveBounds() throws Exception {
        String message = "Content-Type: message/rfc822\n\n";
        assertEquals(
                1,
                Leaves.of(TestRecoding.sevenBit(octets(message.repeat(50) + "\nü\n")))
                        .size());
        assertInconvertible("nested too deep", message.repeat(51) + "\nü\n");
        String multipart = "Content-Type: multipart/mixed; boundary=b\n\n";
        assertInconvertible("too many parts", multipart + "--b\n\nü\n".repeat(10_001) + "--b--\n");
        assertInconvertible("very large header", "X: y\n".repeat(200_000) + "\nü\n");
        assertInconvertible("very large header", "X: " + "y".repeat(600_000) + "\n\nü\n");
        assertInconvertible("may be a boundary", multipart + "--b" + " ".repeat(5000) + "\n\nü\n--b--\n");
    }

    @Test
    void noMoreIsReadThanIsPassedOn() throws Exception {
        int size = 10_000_000;
        List<Endless> opened = new ArrayList<>();
        Recoded recoded = Recoded.of(
                () -> {
                    opened.add(new Endless("Content-Type: application/octet-stream\r\n\r\n", size));
                    return opened.get(opened.size() - 1);
                },
                TransferEncoding.SEVEN_BIT);
        long base64 = (size + 2L) / 3 * 4;
        assertTrue(recoded.size() > base64 && recoded.size() < base64 * 80 / 76, () -> recoded.size() + " octets");
        byte[] octets = new byte[1000];
        long passed = 0;
        try (InputStream in = recoded.open()) {
            Endless source = opened.get(opened.size() - 1);
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                passed += count;
                assertTrue(source.at < passed * 3 / 4 + 100_000, passed + " octets of " + source.at);
            }
        }
        assertEquals(recoded.size(), passed);
    }

    /** Some octets, and then the same one for a while. */
    private static final class Endless extends InputStream {

        private final String start;
        private final long size;
        private long at;

        Endless(String start, long size) {
            this.start = start;
            this.size = size;
        }

        @Override
        public int read() {
            return at < start.length() ? start.charAt((int) at++) : at++ < start.length() + size ? 0xfc : -1;
        }
    }

    static Stream<Path> mails() throws IOException {
        return Files.list(MAILS)
                .filter(mail -> mail.toString().endsWith(".eml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("mails")
    void theMailsOfTheIntegrationTestsSayTheSameAfterwards(Path file) throws Exception {
        String mail = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
        if (file.endsWith("smtputf8.eml")) {
            assertThrows(InconvertibleException.class, () -> TestRecoding.sevenBit(mail));
            return;
        }
        String recoded = TestRecoding.sevenBit(mail);
        assertEquals(Leaves.of(mail), Leaves.of(recoded));
        assertEquals(mail.chars().allMatch(c -> c < 0x80), mail.equals(recoded));
        assertEquals(recoded, TestRecoding.sevenBit(recoded));
    }

    private static void assertSevenBit(String before, String after) throws InconvertibleException {
        String recoded = TestRecoding.sevenBit(octets(before));
        assertEquals(after, recoded.replace("\r\n", "\n"));
        assertEquals(Leaves.of(octets(before)), Leaves.of(recoded));
        assertEquals(recoded, TestRecoding.sevenBit(recoded));
    }

    private static void assertInconvertible(String reason, String mail) {
        String message = assertThrows(InconvertibleException.class, () -> TestRecoding.sevenBit(octets(mail)))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    /** Returns a character for each octet of the text in UTF-8, with CR LF at the ends of its lines. */
    private static String octets(String text) {
        return new String(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
