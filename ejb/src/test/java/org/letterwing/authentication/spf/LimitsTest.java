package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.InetAddress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a record can make a receiver do (RFC 7208 4.6.4). */
class LimitsTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String OTHER = "198.51.100.1";

    private final ZoneNames zone = new ZoneNames();

    @Test
    void includesEndAfterTenTerms() {
        for (int i = 0; i < 20; i++) {
            record("d" + i + ".example.com", "v=spf1 include:d" + (i + 1) + ".example.com -all");
        }
        assertEquals(SpfResult.PERMERROR, mailFrom("d0.example.com"));
        assertEquals(11, zone.questions());
    }

    @Test
    void tenIncludesInAChainAreAllowed() {
        for (int i = 0; i < 10; i++) {
            record("d" + i + ".example.com", "v=spf1 include:d" + (i + 1) + ".example.com -all");
        }
        record("d10.example.com", "v=spf1 ip4:" + CLIENT);
        assertEquals(SpfResult.PASS, mailFrom("d0.example.com"));
    }

    @Test
    void includesThatBranchEndToo() {
        record("example.com", "v=spf1 include:example.com include:example.com -all");
        assertEquals(SpfResult.PERMERROR, mailFrom("example.com"));
        assertEquals(11, zone.questions());
    }

    @Test
    void redirectsEndAfterTenTerms() {
        record("example.com", "v=spf1 redirect=example.com");
        assertEquals(SpfResult.PERMERROR, mailFrom("example.com"));
        assertEquals(11, zone.questions());
    }

    @Test
    void termsThatAskNothingAreNotLimited() {
        String terms = IntStream.range(0, 10_000)
                .mapToObj(i -> "ip4:198.51." + i / 256 + "." + i % 256 + " x" + i + "=%{d}")
                .collect(Collectors.joining(" "));
        record("example.com", "v=spf1 " + terms + " ip4:" + CLIENT + " -all");
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
        assertEquals(1, zone.questions());
    }

    @Test
    void ofTenThousandTermsTenAsk() {
        zone.with("example.com", "A", OTHER);
        record("example.com", "v=spf1" + " a".repeat(10_000) + " ip4:" + CLIENT);
        assertEquals(SpfResult.PERMERROR, mailFrom("example.com"));
        assertEquals(11, zone.questions());
    }

    @Test
    void anErrorBehindTenThousandTermsIsFoundBeforeAnyOfThemAsks() {
        record("example.com", "v=spf1" + " a".repeat(10_000) + " moo");
        assertEquals(SpfResult.PERMERROR, mailFrom("example.com"));
        assertEquals(1, zone.questions());
    }

    @ParameterizedTest
    @CsvSource({
        "a:x1.example.com exists:x2.example.com, PASS",
        "a:x1.example.com exists:x2.example.com mx:x3.example.com, PERMERROR",
        "ptr mx:x2.example.com a:x3.example.com, PERMERROR",
        "ptr mx:x2.example.com, PASS",
        "ptr ptr ptr, PERMERROR",
        "a:x1.example.com a:x1.example.com a:x1.example.com, PERMERROR"
    })
    void twoTermsMayFindNothing(String terms, SpfResult result) {
        record("example.com", "v=spf1 " + terms + " ip4:" + CLIENT);
        assertEquals(result, mailFrom("example.com"));
    }

    @Test
    void aTermThatAsksForManyHostsFindsNothingOnce() {
        for (int i = 0; i < 10; i++) {
            zone.with("example.com", "MX", "mail" + i + ".example.com");
        }
        record("example.com", "v=spf1 mx mx ip4:" + CLIENT);
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
        record("three.example.com", "v=spf1 mx:example.com mx:example.com mx:example.com ip4:" + CLIENT);
        assertEquals(SpfResult.PERMERROR, mailFrom("three.example.com"));
    }

    @Test
    void someHostsWithoutAddressesOfTheFamilyAreNotNothing() {
        zone.with("example.com", "MX", "old.example.com").with("example.com", "MX", "new.example.com");
        zone.with("new.example.com", "A", OTHER);
        record("example.com", "v=spf1 mx mx mx mx ip4:" + CLIENT);
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
    }

    // RFC 7505
    @Test
    void noHostAtAllIsAnAnswer() {
        zone.with("example.com", "MX", "");
        record("example.com", "v=spf1 mx mx mx ip4:" + CLIENT);
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
    }

    @Test
    void moreThanTenHostsAreAnErrorInWhateverOrderTheyCome() {
        for (int i = 0; i < 11; i++) {
            zone.with("example.com", "MX", "mail" + i + ".example.com");
            zone.with("mail" + i + ".example.com", "A", CLIENT);
        }
        record("example.com", "v=spf1 mx");
        assertEquals(SpfResult.PERMERROR, mailFrom("example.com"));
    }

    @Test
    void anErrorBehindTheHostThatMatchesDoesNotMatter() {
        zone.with("example.com", "MX", "a.example.com").with("example.com", "MX", "b.example.com");
        zone.with("a.example.com", "A", CLIENT).withSilence("b.example.com");
        record("example.com", "v=spf1 mx");
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
        zone.with("example.net", "MX", "b.example.com").with("example.net", "MX", "a.example.com");
        record("example.net", "v=spf1 mx");
        assertEquals(SpfResult.TEMPERROR, mailFrom("example.net"));
    }

    @Test
    void ofTheClientsNamesTenAreLookedAt() {
        for (int i = 0; i < 10; i++) {
            zone.with(CLIENT, "PTR", "x" + i + ".example.net");
        }
        zone.with(CLIENT, "PTR", "mail.example.com").with("mail.example.com", "A", CLIENT);
        record("example.com", "v=spf1 ptr -all");
        assertEquals(SpfResult.FAIL, mailFrom("example.com"));
        assertEquals(12, zone.questions());
    }

    // RFC 7208 5.5
    @Test
    void aSilentReverseZoneMatchesNothing() {
        zone.withSilence(CLIENT);
        record("example.com", "v=spf1 ptr ptr ptr -all");
        assertEquals(SpfResult.FAIL, mailFrom("example.com"));
    }

    @Test
    void aNameOfTheClientThatIsSilentIsSkipped() {
        zone.with(CLIENT, "PTR", "silent.example.com").withSilence("silent.example.com");
        zone.with(CLIENT, "PTR", "mail.example.com").with("mail.example.com", "A", CLIENT);
        record("example.com", "v=spf1 ptr -all");
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
    }

    @Test
    void aNameThatOnlyEndsLikeTheDomainIsNotBelowIt() {
        zone.with(CLIENT, "PTR", "badexample.com").with("badexample.com", "A", CLIENT);
        record("example.com", "v=spf1 ptr -all");
        assertEquals(SpfResult.FAIL, mailFrom("example.com"));
    }

    @Test
    void theClientsNamesCountOnceAmongTheTerms() {
        zone.with(CLIENT, "PTR", "mail.example.com").with("mail.example.com", "A", CLIENT);
        zone.with("example.com", "A", OTHER).with("mail.example.com.x.example.com", "A", OTHER);
        String p = " -exists:%{p}.y.example.com";
        record("example.com", "v=spf1" + " a".repeat(7) + p + p + " ip4:" + CLIENT);
        assertEquals(SpfResult.PASS, mailFrom("example.com"));
        record("ten.example.com", "v=spf1" + " a:example.com".repeat(9) + " exists:%{p}.x.example.com");
        assertEquals(SpfResult.PERMERROR, mailFrom("ten.example.com"));
    }

    private SpfResult mailFrom(String domain) {
        try {
            return new SpfCheck(zone, "receiver.example")
                    .mailFrom(InetAddress.getByName(CLIENT), "mail.example.org", "alice@" + domain)
                    .result();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void record(String domain, String text) {
        zone.with(domain, "TXT", text);
    }
}
