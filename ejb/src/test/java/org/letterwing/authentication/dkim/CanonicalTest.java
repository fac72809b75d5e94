package org.letterwing.authentication.dkim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.message.HeaderField;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Canonical forms (RFC 6376 3.4). */
class CanonicalTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', '|'", // RFC 6376 3.4.3, 3.4.4
        "'|||', '', '|'",
        "'a', 'a|', 'a|'",
        "'a|||', 'a|', 'a|'",
        "'||a|', '||a|', '||a|'",
        "' C _|D _E||', ' C|D E|', ' C _|D _E|'", // RFC 6376 3.4.5
        "' _|', '', ' _|'",
        "' _', '', ' _|'",
        "'a|_|', 'a|', 'a|_|'",
        "'a\r', 'a\r|', 'a\r|'",
        "'a\r\r|', 'a\r\r|', 'a\r\r|'",
        "'a \r b', 'a \r b|', 'a \r b|'",
        "'a\n\nb\n\n', 'a||b|', 'a||b|'",
    })
    void bodies(String body, String relaxed, String simple) {
        assertEquals(real(relaxed), canonical(Canonicalization.RELAXED, real(body), 100));
        assertEquals(real(simple), canonical(Canonicalization.SIMPLE, real(body), 100));
    }

    @ParameterizedTest
    @CsvSource({
        "'A: X|', 'a:X|', 'A: X|'", // RFC 6376 3.4.5
        "'B : Y_|_Z  |', 'b:Y Z|', 'B : Y_|_Z  |'",
        "'a:|', 'a:|', 'a:|'",
        "'a:  |', 'a:|', 'a:  |'",
        "'a:| |', 'a:|', 'a:| |'",
        "'a', 'a:|', 'a|'",
        "'a:b', 'a:b|', 'a:b|'",
        "'a:b\r c', 'a:b\r c|', 'a:b\r c|'",
        "'a: b\n c\n', 'a:b c|', 'a: b| c|'",
        "'a:b:C  d |', 'a:b:C d|', 'a:b:C  d |'",
    })
    void fields(String field, String relaxed, String simple) {
        assertEquals(real(relaxed), canonicalField(Canonicalization.RELAXED, real(field)));
        assertEquals(real(simple), canonicalField(Canonicalization.SIMPLE, real(field)));
    }

    private static String real(String text) {
        return text.replace("|", "\r\n").replace('_', '\t');
    }

    @Property
    void aBodyMayComeInAnyPieces(
            @ForAll("bodies") String body,
            @ForAll Canonicalization kind,
            @ForAll @IntRange(min = 1, max = 9) int piece) {
        assertEquals(canonical(kind, body, Integer.MAX_VALUE), canonical(kind, body, piece));
    }

    @Property
    void aBodyIsAsTheRuleSays(@ForAll("bodies") String body) {
        String lines = body.replaceAll("\r?\n", "\r\n");
        String simple = lines.replaceAll("(\r\n)*\\z", "") + "\r\n";
        assertEquals(simple, canonical(Canonicalization.SIMPLE, body, Integer.MAX_VALUE));
        String reduced = lines.replaceAll("[ \t]+(?=\r\n|\\z)", "")
                .replaceAll("[ \t]+", " ")
                .replaceAll("(\r\n)*\\z", "");
        assertEquals(
                reduced.isEmpty() ? "" : reduced + "\r\n",
                canonical(Canonicalization.RELAXED, body, Integer.MAX_VALUE));
    }

    @Property
    void whatIsCanonicalStaysAsItIs(@ForAll("bodies") String body, @ForAll Canonicalization kind) {
        String once = canonical(kind, body, Integer.MAX_VALUE);
        assertEquals(once, canonical(kind, once, Integer.MAX_VALUE));
        String field = canonicalField(kind, "a:" + body);
        assertEquals(field, canonicalField(kind, field));
    }

    @Property
    void aDigestKnowsEachLength(
            @ForAll("bodies") String body,
            @ForAll List<@IntRange(max = 40) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 9) int piece) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        var digest = new BodyDigest();
        lengths.forEach(digest::want);
        for (int at = 0; at < octets.length; at += piece) {
            digest.accept(octets, at, Math.min(octets.length, at + piece));
        }
        digest.finish();
        for (int length : lengths) {
            String expected = length > octets.length
                    ? "none"
                    : HexFormat.of().formatHex(Algorithm.sha256().digest(Arrays.copyOf(octets, length)));
            assertEquals(
                    expected, digest.hash(length).map(HexFormat.of()::formatHex).orElse("none"));
        }
        assertEquals(octets.length, digest.count());
    }

    /** Bodies of few characters, so that each meets each. */
    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of("a", "\u00ff", " ", "\t", "\r\n", "\r\n", "\n", "\r", ".", "bc")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static String canonical(Canonicalization kind, String body, int piece) {
        var output = new ByteArrayOutputStream();
        var canonical = new CanonicalBody(kind, (octets, from, to) -> output.write(octets, from, to - from));
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < octets.length; at += Math.min(piece, octets.length)) {
            canonical.accept(octets, at, (int) Math.min(octets.length, (long) at + piece));
        }
        canonical.finish();
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    private static String canonicalField(Canonicalization kind, String field) {
        byte[] canonical = kind.field(HeaderField.of(field.getBytes(StandardCharsets.ISO_8859_1)));
        return new String(canonical, StandardCharsets.ISO_8859_1);
    }
}
