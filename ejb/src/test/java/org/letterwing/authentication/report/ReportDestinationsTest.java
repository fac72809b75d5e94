package org.letterwing.authentication.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.dmarc.DmarcRecord;
import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.authentication.suffix.PublicSuffixList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Addresses elsewhere must want the reports (RFC 7489 7.1). */
class ReportDestinationsTest {

    private final ZoneNames dns = new ZoneNames();

    private List<String> destinations(String domain, String uris) throws LookupException {
        DmarcRecord record = DmarcRecord.parse("v=DMARC1; p=none; rua=" + uris).orElseThrow();
        return new ReportDestinations(dns, PublicSuffixList.bundled())
                .of(domain, record.reportUris()).stream()
                        .map(ReportUri::address)
                        .toList();
    }

    @Test
    void addressesOfTheSameOrganizationAreNotAskedAbout() throws LookupException {
        assertEquals(
                List.of("a@example.com", "b@reports.example.com"),
                destinations("mail.example.com", "mailto:a@example.com,mailto:b@reports.example.com"));
        assertEquals(0, dns.questions());
    }

    // RFC 7489 B.2.3
    @Test
    void addressElsewhereMustBeAgreedTo() throws LookupException {
        assertEquals(List.of(), destinations("example.com", "mailto:a@thirdparty.example"));
        dns.with("example.com._report._dmarc.thirdparty.example", "TXT", "unrelated");
        assertEquals(List.of(), destinations("example.com", "mailto:a@thirdparty.example"));
        dns.with("example.com._report._dmarc.thirdparty.example", "TXT", "v=DMARC1");
        assertEquals(List.of("a@thirdparty.example"), destinations("example.com", "mailto:a@thirdparty.example"));
        assertEquals(List.of(), destinations("example.net", "mailto:a@thirdparty.example"));
    }

    @Test
    void whoTakesThemMayNameAnotherAddressAtTheSameHost() throws LookupException {
        dns.with(
                "example.com._report._dmarc.a.example",
                "TXT",
                "v=DMARC1; rua=mailto:in@victim.example,mailto:in@a.example");
        dns.with("example.com._report._dmarc.b.example", "TXT", "v=DMARC1; rua=mailto:in@victim.example");
        assertEquals(
                List.of("in@a.example", "x@b.example"),
                destinations("example.com", "mailto:x@a.example,mailto:x@b.example,mailto:y@a.example"));
    }

    @Test
    void whoCannotBeAskedGetsNone() throws LookupException {
        dns.withSilence("example.com._report._dmarc.a.example");
        assertEquals(List.of("x@example.com"), destinations("example.com", "mailto:x@a.example,mailto:x@example.com"));
    }

    @Test
    void whenNobodyCanBeAskedItIsNotKnown() {
        dns.withSilence("example.com._report._dmarc.a.example");
        assertThrows(LookupException.class, () -> destinations("example.com", "mailto:x@a.example,mailto:x@b.example"));
    }
}
