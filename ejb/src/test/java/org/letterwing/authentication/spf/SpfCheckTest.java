package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.ZoneNames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which identity is checked, and what a check comes to beyond what the public suite has. */
class SpfCheckTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String CLIENT6 = "2001:db8:1:2::3";
    private static final String SENDER = "alice@example.com";

    private final ZoneNames zone = new ZoneNames();

    @Test
    void theHeloIsCheckedAsThePostmasterOfItsDomain() {
        record("mail.example.com", "v=spf1 exists:%{l}.%{o}.at.%{d} -all");
        zone.with("postmaster.mail.example.com.at.mail.example.com", "A", "127.0.0.2");
        assertEquals(
                new SpfVerdict(SpfResult.PASS, "mail.example.com", Optional.empty(), Optional.empty()),
                check().helo(address(CLIENT), "mail.example.com"));
    }

    @Test
    void theNullReversePathIsThatOfTheHelo() {
        record("mail.example.com", "v=spf1 -all");
        SpfVerdict verdict = check().mailFrom(address(CLIENT), "mail.example.com", "");
        assertEquals(SpfResult.FAIL, verdict.result());
        assertEquals("mail.example.com", verdict.domain());
    }

    @Test
    void aFinalDotOfTheHeloDoesNotCount() {
        record("mail.example.com", "v=spf1 ip4:192.0.2.1 -all");
        SpfVerdict verdict = check().helo(address(CLIENT), "mail.example.com.");
        assertEquals(SpfResult.PASS, verdict.result());
        assertEquals("mail.example.com", verdict.domain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "[192.0.2.1]",
                "[IPv6:2001:db8::1]",
                "",
                ".",
                "..",
                ".example.com",
                "a..example.com",
                "a b.example.com",
                "a\0.example.com",
                "ä.example.com.\uD800"
            })
    void nobodyAsksForWhatIsNoDomain(String helo) {
        assertEquals(SpfResult.NONE, check().helo(address(CLIENT), helo).result());
        assertEquals(
                SpfResult.NONE,
                check().mailFrom(address(CLIENT), "x", "alice@" + helo).result());
        assertEquals(0, zone.questions());
    }

    @Test
    void namesAreNoLongerThanDnsHasThem() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        record(longest, "v=spf1 -all");
        assertEquals(253, longest.length());
        assertEquals(SpfResult.FAIL, mailFrom("alice@" + longest).result());
        assertEquals(SpfResult.NONE, mailFrom("alice@" + longest + "a").result());
        assertEquals(SpfResult.NONE, mailFrom("alice@a" + label + ".com").result());
    }

    @Test
    void aReversePathWithoutDomainHasNoPolicy() {
        assertEquals(SpfResult.NONE, mailFrom("postmaster").result());
    }

    @Test
    void aMappedAddressIsOneOfIpv4() throws IOException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 1};
        record("example.com", "v=spf1 ip6:::/0 -ip4:192.0.2.1");
        InetAddress client = Inet6Address.getByAddress(null, mapped, 0);
        assertEquals(SpfResult.FAIL, check().mailFrom(client, "x", SENDER).result());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::/64, PASS",
        "2001:db8:1:3::/64, NEUTRAL",
        "2001:db8:1:3::/63, PASS",
        "2001:db8:1:2::3, PASS",
        "2001:db8:1:2::2, NEUTRAL",
        "2001:DB8:1:2:0:0:0:3/128, PASS",
        "::/0, PASS",
        "::ffff:192.0.2.1/0, PASS",
        "::ffff:192.0.2.1/80, NEUTRAL"
    })
    void networksOfIpv6HaveTheirPrefix(String network, SpfResult result) {
        record("example.com", "v=spf1 ip6:" + network);
        assertEquals(result, check().mailFrom(address(CLIENT6), "x", SENDER).result());
    }

    @Test
    void bothFamiliesHaveTheirOwnPrefix() {
        record("example.com", "v=spf1 mx/24//64 -all");
        zone.with("example.com", "MX", "mail.example.com");
        zone.with("mail.example.com", "A", "192.0.2.250").with("mail.example.com", "AAAA", "2001:db8:1:2:ffff::");
        assertEquals(SpfResult.PASS, mailFrom(SENDER).result());
        assertEquals(
                SpfResult.PASS, check().mailFrom(address(CLIENT6), "x", SENDER).result());
        assertEquals(
                SpfResult.FAIL,
                check().mailFrom(address("192.0.3.1"), "x", SENDER).result());
        assertEquals(
                SpfResult.FAIL,
                check().mailFrom(address("2001:db8:1:3::"), "x", SENDER).result());
    }

    @Test
    void anInternationalDomainIsAskedForByItsALabels() {
        record("xn--strae-oqa.example", "v=spf1 exists:%{d} -all exp=why.example.com");
        zone.with("why.example.com", "TXT", "%{s} %{o}");
        SpfVerdict verdict = mailFrom("alice@straße.example");
        assertEquals("xn--strae-oqa.example", verdict.domain());
        assertEquals(Optional.of("alice@xn--strae-oqa.example xn--strae-oqa.example"), verdict.explanation());
    }

    // RFC 8616 4
    @Test
    void noTermWithALocalPartBeyondAsciiMatches() {
        record("example.com", "v=spf1 include:%{L}.example.net a:%{s1r}.example.net exists:%{l}.example.net -all");
        assertEquals(SpfResult.FAIL, mailFrom("grüße@example.com").result());
        assertEquals(1, zone.questions());
    }

    @Test
    void aRedirectThatNeedsSuchALocalPartIsAnError() {
        record("example.com", "v=spf1 redirect=%{l}.example.net");
        assertEquals(SpfResult.PERMERROR, mailFrom("grüße@example.com").result());
    }

    @Test
    void aProblemNamesTheDomainWhoseRecordIsWrong() {
        record("example.com", "v=spf1 include:example.net -all");
        record("example.net", "v=spf1 ip4:1.2.3 -all");
        assertEquals(
                new SpfVerdict(
                        SpfResult.PERMERROR,
                        "example.com",
                        Optional.empty(),
                        Optional.of(
                                "The SPF record of example.net: 'ip4:1.2.3' has no address, or one that is malformed")),
                mailFrom(SENDER));
    }

    @Test
    void aProblemSaysWhatDnsDidNotAnswer() {
        record("example.com", "v=spf1 include:example.net -all");
        zone.withSilence("example.net");
        assertEquals(
                new SpfVerdict(
                        SpfResult.TEMPERROR,
                        "example.com",
                        Optional.empty(),
                        Optional.of("DNS does not answer for example.net")),
                mailFrom(SENDER));
    }

    @Test
    void aProblemIsShortAndReadableWhateverItRepeats() {
        record("example.com", "v=spf1 a:%{h}" + "a".repeat(10_000) + "%{h}");
        String helo = "x\r\nEvil: yes" + "\u202E".repeat(600);
        zone.withSilence(helo);
        record("example.net", "v=spf1 a:%{h}");
        record("example.org", "v=spf1 moo" + "o".repeat(10_000));
        for (String domain : new String[] {"example.com", "example.net", "example.org"}) {
            SpfVerdict verdict = check().mailFrom(address(CLIENT), helo, "alice@" + domain);
            String problem = verdict.problem().orElseThrow();
            assertTrue(problem.length() <= 500, problem);
            assertTrue(MacroString.isPrintable(problem), problem);
        }
    }

    private SpfVerdict mailFrom(String reversePath) {
        return check().mailFrom(address(CLIENT), "mail.example.org", reversePath);
    }

    private SpfCheck check() {
        return new SpfCheck(zone, "receiver.example");
    }

    private void record(String domain, String text) {
        zone.with(domain, "TXT", text);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
