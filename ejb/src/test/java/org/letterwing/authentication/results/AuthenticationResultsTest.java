package org.letterwing.authentication.results;

import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The Authentication-Results field, written and read (RFC 8601 2.2, appendix B). */
class AuthenticationResultsTest {

    private static final MethodResult DKIM = new MethodResult("dkim", "pass");

    private static String body(MethodResult result) {
        return new AuthenticationResults("mx.example", List.of(result)).body();
    }

    private static AuthenticationResults read(String body) {
        return AuthenticationResults.parse(body).orElseThrow();
    }

    // RFC 8601 B.2
    @Test
    void nothingWasChecked() {
        var nothing = new AuthenticationResults("example.org", List.of());
        assertEquals("Authentication-Results: example.org; none\r\n", nothing.field());
        assertEquals(nothing, read(nothing.body()));
        assertEquals(nothing, read("example.org 1; none"));
    }

    @Test
    void fieldIsFolded() {
        var results = new AuthenticationResults(
                "mx.example.com",
                List.of(
                        new MethodResult("spf", "pass").with("smtp", "mailfrom", "bounce@lists.example.net"),
                        new MethodResult("dkim", "fail")
                                .because("the \"body\" was changed")
                                .with("header", "d", "example.net")
                                .with("header", "s", "2026")
                                .with("header", "a", "rsa-sha256"),
                        new MethodResult("dmarc", "fail").with("header", "from", "example.org")));
        assertEquals("""
                Authentication-Results: mx.example.com;\r
                \tspf=pass smtp.mailfrom=bounce@lists.example.net;\r
                \tdkim=fail reason="the \\"body\\" was changed" header.d=example.net\r
                \theader.s=2026 header.a=rsa-sha256;\r
                \tdmarc=fail header.from=example.org\r
                """, results.field());
        assertEquals(results, read(results.body()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com | example.com",
                "alice@example.com | alice@example.com",
                "@example.com | @example.com",
                "a+b/c=d@example.com | a+b/c=d@example.com",
                "alice@BÜCHER.example | alice@xn--bcher-kva.example",
                "älice@bücher.example | xn--bcher-kva.example",
                "bücher.example | xn--bcher-kva.example",
                "'\"a b\"@example.com' | '\"\\\"a b\\\"@example.com\"'",
                "a@[192.0.2.1] | '\"a@[192.0.2.1]\"'",
                "'' | '\"\"'",
                "'x; dmarc=pass' | '\"x; dmarc=pass\"'",
                "'x\r\nBcc: y' | '\"x??Bcc: y\"'",
                "x(y | '\"x(y\"'",
                "\\ | '\"\\\\\"'",
                "aäb c | '\"a?b c\"'",
                "💩.example | '\"?.example\"'"
            })
    void valuesAreQuotedWhereTheyMustBe(String value, String written) {
        assertEquals("mx.example;\r\n\tdkim=pass header.d=" + written, body(DKIM.with("header", "d", value)));
    }

    @Test
    void hostIsAToken() {
        assertEquals("\"@example\"; none", new AuthenticationResults("@example", List.of()).body());
        assertEquals("xn--bcher-kva.example; none", new AuthenticationResults("Bücher.example", List.of()).body());
    }

    @Test
    void valuesHaveABound() {
        String body = body(DKIM.with("header", "i", "\"".repeat(100_000)).because("x".repeat(100_000)));
        assertTrue(body.length() < 1200, body.length() + " characters");
        assertTrue(body.lines().allMatch(line -> line.length() < 998));
        assertEquals("x".repeat(320), read(body).results().get(0).reason());
    }

    @Property
    void whatIsWrittenIsReadAndSaysNoMore(@ForAll String host, @ForAll String reason, @ForAll String value) {
        String body =
                new AuthenticationResults(host, List.of(DKIM.because(reason).with("header", "i", value))).body();
        assertTrue(body.chars().allMatch(c -> c == '\t' || c == '\r' || c == '\n' || c >= ' ' && c < 0x7f), body);
        assertTrue(body.replace("\r\n\t", "").chars().allMatch(c -> c >= ' '), body);
        Optional<AuthenticationResults> read = AuthenticationResults.parse(body);
        assertEquals(1, read.orElseThrow().results().size());
        assertEquals(1, read.get().results().get(0).properties().size());
    }

    // RFC 8601 B.3 to B.6, and what others write
    @Test
    void commentsFoldsAndVersionsArePassedOver() {
        AuthenticationResults results = read("""
                 (a (nested\\)) comment) example.com (host)
                \t1 (version); DKIM/1 = pass (good signature)
                 reason = "so; it=is" header . D=mail-router.example.net header.b="oINEO8hg";
                 spf=fail smtp.mailfrom="al ice"@example.net action=none (x);""");
        assertEquals("example.com", results.host());
        MethodResult dkim = results.of("dkim").get(0);
        assertEquals("pass", dkim.result());
        assertEquals("so; it=is", dkim.reason());
        assertEquals(Optional.of("mail-router.example.net"), dkim.property("header", "d"));
        assertEquals(Optional.of("oINEO8hg"), dkim.property("header", "b"));
        MethodResult spf = results.of("spf").get(0);
        assertEquals(Optional.of("al ice@example.net"), spf.property("smtp", "mailfrom"));
        assertEquals(1, spf.properties().size());
    }

    // RFC 8617 4.1.1
    @Test
    void instanceOfArcIsPassedOver() {
        AuthenticationResults results =
                read(" i=2; lists.example.org; dmarc=pass (p=none) header.from=example.net; arc=none");
        assertEquals("lists.example.org", results.host());
        assertEquals("pass", results.of("dmarc").get(0).result());
        assertEquals(Optional.of("example.net"), results.of("dmarc").get(0).property("header", "from"));
        assertEquals(Optional.empty(), results.of("dmarc").get(0).property("header", "d"));
        assertEquals(List.of(), results.of("dkim"));
    }

    @Test
    void hostMayBeCalledI() {
        assertEquals("i", read("i; dkim=pass").host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "; dkim=pass",
                "example.com dkim=pass",
                "example.com; dkim",
                "example.com; dkim=",
                "example.com; =pass",
                "example.com; dkim=p\u00e4ss",
                "example.com; dkim=pass header.d",
                "example.com; dkim=pass header.d=",
                "example.com; dkim=pass header.=x",
                "example.com; dkim=pass header.d=\"x",
                "example.com; none; dkim",
                "example.com; dkim=pass, spf=pass",
                "(example.com; dkim=pass",
                "\"example.com; dkim=pass",
            })
    void whatIsNoResults(String body) {
        assertEquals(Optional.empty(), AuthenticationResults.parse(body));
    }

    @Test
    void resultsAndPropertiesHaveABound() {
        assertEquals(100, read("a" + "; dkim=pass".repeat(100)).results().size());
        assertEquals(Optional.empty(), AuthenticationResults.parse("a" + "; dkim=pass".repeat(101)));
        assertEquals(Optional.empty(), AuthenticationResults.parse("a; dkim=pass" + " header.d=x".repeat(51)));
    }
}
