package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a domain says of a fail (RFC 7208 6.2). */
class ExplanationTest {

    private static final String CLIENT = "2001:db8::cb01";

    private final ZoneNames zone = new ZoneNames();

    @Test
    void itKnowsWhoHasAskedWhomAndWhen() {
        zone.with("example.com", "TXT", "v=spf1 -all exp=why.%{d}");
        zone.with("why.example.com", "TXT", "%{c} is not %{h}, says %{r} at %{t}");
        long before = Instant.now().getEpochSecond();
        String[] words = explain("alice@example.com").orElseThrow().split(" at ");
        assertEquals("2001:db8::cb01 is not mail.example.org, says receiver.example", words[0]);
        assertTrue(Long.parseLong(words[1]) >= before);
    }

    @Test
    void aLongOneIsCut() {
        zone.with("example.com", "TXT", "v=spf1 -all exp=why.example.com");
        zone.with("why.example.com", "TXT", "%{s} ".repeat(10_000));
        assertEquals(
                "alice@example.com ".repeat(30).substring(0, 400),
                explain("alice@example.com").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr\u00FC\u00DFe", "line\nbreak", "%{x}", "%", "100%", "%{d", "%{d0}", "\u007F"})
    void oneThatCanNotBeRepeatedIsNone(String text) {
        zone.with("example.com", "TXT", "v=spf1 -all exp=why.example.com");
        zone.with("why.example.com", "TXT", text);
        assertEquals(Optional.empty(), explain("alice@example.com"));
    }

    @Test
    void aLocalPartBeyondAsciiIsRepeatedOnlyEscaped() {
        zone.with("example.com", "TXT", "v=spf1 -all exp=why.example.com");
        zone.with("why.example.com", "TXT", "http://example.com/%{L}");
        assertEquals(Optional.of("http://example.com/gr%C3%BC%C3%9Fe"), explain("grüße@example.com"));
        zone.with("example.net", "TXT", "v=spf1 -all exp=why.example.net");
        zone.with("why.example.net", "TXT", "not %{l}");
        assertEquals(Optional.empty(), explain("grüße@example.net"));
    }

    @Test
    void theClientsNamesAreKnownToItWhenTheTermsAreUsedUp() {
        zone.with("example.com", "AAAA", "2001:db8::1");
        zone.with("example.com", "TXT", "v=spf1" + " a".repeat(10) + " -all exp=why.example.com");
        zone.with("why.example.com", "TXT", "%{p}");
        zone.with(address().getHostAddress(), "PTR", "client.example.net");
        zone.with("client.example.net", "AAAA", CLIENT);
        assertEquals(Optional.of("client.example.net"), explain("alice@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?all", "~all", "+all", "-moo"})
    void onlyAFailIsExplained(String all) {
        zone.with("example.com", "TXT", "v=spf1 " + all + " exp=why.example.com");
        zone.with("why.example.com", "TXT", "Because.");
        assertEquals(Optional.empty(), explain("alice@example.com"));
        assertEquals(1, zone.questions());
    }

    private Optional<String> explain(String reversePath) {
        return new SpfCheck(zone, "receiver.example")
                .mailFrom(address(), "mail.example.org", reversePath)
                .explanation();
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByName(CLIENT);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
