package org.letterwing.it.mails;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The samples are what they claim to be. */
class SampleMailsTest {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    static Stream<SampleMail> all() {
        return SampleMails.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void wellFormedMailsHaveCrAndLfAsPairsAlone(SampleMail mail) throws IOException {
        boolean pairs = true;
        int before = 0;
        try (InputStream stream = new BufferedInputStream(mail.open())) {
            for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
                pairs &= (before == '\r') == (octet == '\n');
                before = octet;
            }
        }
        assertEquals(mail.wellFormed(), pairs && before != '\r');
    }

    @ParameterizedTest
    @MethodSource("all")
    void contentIsTheSameEachTime(SampleMail mail) {
        assertArrayEquals(mail.octets(), mail.octets());
    }

    @Test
    void namesAreUnique() {
        List<String> names = all().map(SampleMail::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        assertEquals("dsn", SampleMails.named("dsn").name());
        assertThrows(IllegalArgumentException.class, () -> SampleMails.named("no such"));
    }

    @ParameterizedTest
    @CsvSource({"base64-2mb, 2000000", "base64-50mb, 50000000"})
    void attachmentsAreAsLargeAsTheyAreCalled(String name, int size) {
        assertEquals(size, SampleMails.named(name).octets().length, 1_000);
    }

    @Test
    void noTwoLinesOfAnAttachmentAreTheSame() {
        List<String> lines =
                text("base64-2mb").lines().filter(line -> !line.isEmpty()).toList();
        assertEquals(lines.size(), new HashSet<>(lines).size() + 1, "the boundary comes twice");
        assertTrue(
                lines.stream().filter(line -> line.matches("[A-Za-z0-9+/]{76}")).count() > 25_000);
    }

    @ParameterizedTest
    @CsvSource({
        "line-998, 998",
        "line-5000, 5000",
        "line-100000, 100000",
        "header-line-998, 998",
        "header-line-5000, 5000",
        "header-line-100000, 100000",
        "dots-in-a-long-line, 20000"
    })
    void longestLines(String name, int length) {
        assertEquals(length, text(name).lines().mapToInt(String::length).max().orElseThrow());
    }

    @Test
    void charsets() throws CharacterCodingException {
        assertThrows(CharacterCodingException.class, () -> decodeUtf8("latin1"));
        assertTrue(text("latin1").contains("caf\u00e9"));
        String utf8 = decodeUtf8("utf8");
        assertTrue(isAscii(header(utf8)) && !isAscii(utf8));
        assertTrue(utf8.codePoints().anyMatch(Character::isSupplementaryCodePoint));
        assertFalse(isAscii(header(decodeUtf8("smtputf8"))));
        assertEquals(256, text("octets-of-all-kinds").chars().distinct().count());
        assertEquals(4, text("nul-octets").chars().filter(octet -> octet == 0).count());
    }

    @Test
    void dots() {
        assertTrue(text("lone-dots").contains("\r\n.\r\n..\r\n.\r\n"));
        assertTrue(text("lone-dots").endsWith("\r\n.\r\n"));
        assertTrue(text("only-lone-dots").startsWith(".\r\n.\r\n"));
        assertTrue(text("leading-dots").contains("\r\n.one dot"));
        assertTrue(text("final-dot-without-line-end").endsWith("\r\n."));
    }

    @Test
    void missingParts() {
        assertEquals("", text("empty"));
        assertTrue(text("empty-body").endsWith("\r\n\r\n"));
        assertEquals(-1, text("headers-only").indexOf("\r\n\r\n"));
        assertTrue(text("headers-only").endsWith("\r\n"));
        assertTrue(text("body-only").startsWith("\r\n"));
        assertTrue(text("no-final-line-end").endsWith("\r\n\r\none line"));
        assertEquals("", text("only-line-ends").replace("\r\n", ""));
        assertTrue(text("trailing-spaces").contains(" \r\n")
                && text("trailing-spaces").contains("\t \r\n"));
    }

    @Test
    void headers() {
        String fields = header(text("header-of-10000-fields"));
        assertEquals(
                10_000,
                fields.lines().filter(line -> line.startsWith("X-Field-")).count());
        String folded = header(text("folded-headers"));
        assertTrue(folded.contains("\r\n\t") && folded.contains("\r\n  ") && folded.contains("\r\n \r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attachment", "nested-multipart", "pgp-signed", "pgp-encrypted", "dsn", "calendar", "base64-2mb"
            })
    void partsOfMultipartsBeginAndEnd(String name) {
        String mail = text(name);
        Matcher boundary = BOUNDARY.matcher(mail);
        assertTrue(boundary.find());
        do {
            assertTrue(mail.contains("\r\n--" + boundary.group(1) + "\r\n"));
            assertTrue(mail.contains("\r\n--" + boundary.group(1) + "--\r\n"));
        } while (boundary.find());
    }

    @ParameterizedTest
    @CsvSource({
        "pgp-signed, multipart/signed",
        "pgp-signed, -----BEGIN PGP SIGNATURE-----",
        "pgp-encrypted, multipart/encrypted",
        "pgp-encrypted, -----BEGIN PGP MESSAGE-----",
        "dsn, multipart/report; report-type=delivery-status",
        "dsn, Status: 5.1.1",
        "calendar, text/calendar; charset=UTF-8; method=REQUEST",
        "nested-multipart, message/rfc822"
    })
    void kinds(String name, String part) {
        assertTrue(text(name).contains(part));
    }

    private static String text(String name) {
        return new String(SampleMails.named(name).octets(), StandardCharsets.ISO_8859_1);
    }

    private static String decodeUtf8(String name) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(SampleMails.named(name).octets()))
                .toString();
    }

    private static String header(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n"));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
