package org.letterwing.authentication.dmarc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The records of owners (RFC 7489 6.3, 6.4, RFC 9091 3.2). */
class DmarcRecordTest {

    private static DmarcRecord read(String text) {
        return DmarcRecord.parse(text).orElseThrow();
    }

    @Test
    void defaultsCountForWhatIsNotSaid() {
        assertEquals(
                new DmarcRecord(Policy.REJECT, Policy.REJECT, Policy.REJECT, false, false, 100, false, "0", List.of()),
                read("v=DMARC1; p=reject"));
    }

    @Test
    void allTagsCount() {
        var uri = new ReportUri("d@example.com", "example.com", Long.MAX_VALUE);
        assertEquals(
                new DmarcRecord(
                        Policy.REJECT, Policy.QUARANTINE, Policy.NONE, true, true, 25, true, "1:d:s", List.of(uri)),
                read("v=DMARC1;p=reject;sp=quarantine;np=none;adkim=s;aspf=s;pct=25;t=y;fo=1:d:s;rf=afrf;ri=3600;"
                        + "rua=mailto:d@example.com;ruf=mailto:f@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DMARC1;p=reject",
                "v=DMARC1;p=reject;",
                " v = DMARC1 ;\tp = reject ; ",
                "V=DMARC1; P=Reject",
                "v=DMARC1; unknown=1; p=reject",
                "v=DMARC1; nonsense; p=reject",
                "v=DMARC1;; p=reject",
                "v=DMARC1; pct=20; p=reject; pct20",
            })
    void formsOfARecord(String text) {
        assertEquals(Policy.REJECT, read(text).policy());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=DMARC1",
                "v=DMARC2; p=reject",
                "v=dmarc1; p=reject",
                "v=DMARC10; p=reject",
                "v=DMARC1 p=reject",
                "p=reject; v=DMARC1",
                "v=spf1 -all",
                "v=DMARC1; p=",
                "v=DMARC1; p=discard",
                "v=DMARC1; p=reject; sp=discard",
                "v=DMARC1; p=reject; np=discard",
                "v=DMARC1; p=none; p=reject",
                "v=DMARC1; sp=reject",
                "v=DMARC1; rua=https://example.com/",
                "v=DMARC1; v=DMARC1; p=reject",
            })
    void whatIsNoRecordToGoBy(String text) {
        assertEquals(Optional.empty(), DmarcRecord.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DMARC1; rua=mailto:d@example.com",
                "v=DMARC1; p=discard; rua=mailto:d@example.com",
                "v=DMARC1; p=reject; sp=discard; rua=mailto:d@example.com"
            })
    void whoWantsReportsHasAPolicyOfNone(String text) {
        DmarcRecord record = read(text);
        assertEquals(
                List.of(Policy.NONE, Policy.NONE, Policy.NONE),
                List.of(record.policy(), record.subdomains(), record.nonexistent()));
        assertEquals("d@example.com", record.reportUris().get(0).address());
    }

    @ParameterizedTest
    @CsvSource({
        "sp=none, NONE, NONE",
        "np=none, REJECT, NONE",
        "sp=quarantine; np=none, QUARANTINE, NONE",
        "sp=quarantine, QUARANTINE, QUARANTINE"
    })
    void subdomainsHaveThePolicyOfTheDomainUnlessTheyHaveTheirOwn(String tags, Policy subdomains, Policy nonexistent) {
        DmarcRecord record = read("v=DMARC1; p=reject; " + tags);
        assertEquals(subdomains, record.subdomains());
        assertEquals(nonexistent, record.nonexistent());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "100, 100", "101, 100", "-1, 100", "a, 100", "'', 100", "99999999999, 100"})
    void percentIsANumberUpToAHundred(String value, int percent) {
        assertEquals(percent, read("v=DMARC1; p=reject; pct=" + value).percent());
    }

    @Test
    void badFailureOptionsAreTheDefault() {
        assertEquals("0", read("v=DMARC1; p=reject; fo=x<y").failureOptions());
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:d@example.com, d@example.com, 9223372036854775807",
        "MAILTO:D@Example.COM, D@example.com, 9223372036854775807",
        "mailto:d@example.com!500, d@example.com, 500",
        "mailto:d@example.com!10k, d@example.com, 10240",
        "mailto:d@example.com!50M, d@example.com, 52428800",
        "mailto:d@example.com!1g, d@example.com, 1073741824",
        "mailto:d@example.com!1t, d@example.com, 1099511627776",
        "mailto:d@example.com!999999999999999999t, d@example.com, 9223372036854775807",
        "mailto:a%21b%2Cc@example.com, , ",
        "mailto:a%21b@example.com!1k, a!b@example.com, 1024",
        "mailto:d@example.com?subject=x, d@example.com, 9223372036854775807",
        "mailto:d@b%C3%BCcher.example, d@xn--bcher-kva.example, 9223372036854775807",
        "mailto:d%0D%0A@example.com, , ",
        "mailto:d%, , ",
        "mailto:d@example.com!k, , ",
        "mailto:d@example.com!10x, , ",
        "mailto:d@[192.0.2.1], , ",
        "mailto:example.com, , ",
        "d@example.com, , ",
        "https://example.com/d, , "
    })
    void reportUris(String text, String address, Long limit) {
        List<ReportUri> uris = ReportUri.parseList(text);
        assertEquals(
                address == null ? List.of() : List.of(address),
                uris.stream().map(ReportUri::address).toList());
        assertTrue(address == null || uris.get(0).limit() == limit);
    }

    @Test
    void reportUrisAreNotManyMoreThanMustBeServed() {
        String uris = IntStream.range(0, 5000)
                .mapToObj(i -> "mailto:d" + i + "@example.com")
                .collect(Collectors.joining(" , "));
        List<ReportUri> read = ReportUri.parseList(uris);
        assertEquals(10, read.size());
        assertEquals("d9@example.com", read.get(9).address());
    }

    @Property
    void whatFollowsTheVersionNeverMakesARecordWithoutPolicy(
            @ForAll @Chars({'p', 'v', 's', '=', ';', ' ', 'n', '1', '\u00e9'}) @StringLength(max = 40) String tags) {
        assertFalse(DmarcRecord.parse("v=DMARC1;" + tags).isPresent());
        assertFalse(DmarcRecord.parse(tags).isPresent());
    }
}
