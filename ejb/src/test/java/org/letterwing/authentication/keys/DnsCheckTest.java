package org.letterwing.authentication.keys;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.keys.DnsFinding.State;
import org.letterwing.authentication.keys.DnsRecord.Purpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What DNS has, is compared with what it should have. */
class DnsCheckTest {

    private static final String KEY = "v=DKIM1; k=rsa; p=MIIB";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; k=rsa; p=MIIB   | PUBLISHED",
                "v=DKIM1;k=rsa;  p=MI IB; | PUBLISHED",
                "v=DKIM1; k=rsa; p=miib   | DIFFERENT",
                "v=DKIM1; k=rsa; p=       | DIFFERENT",
                "something else           | DIFFERENT",
            })
    void aKeyIsThereOrAnotherOne(String text, State expected) {
        var dns = new ZoneNames().with("s._domainkey.example.com", "TXT", text);
        assertEquals(expected, state(dns, new DnsRecord(Purpose.SIGNATURES, "s._domainkey.example.com", "TXT", KEY)));
    }

    @Test
    void textsOfOtherKindsAreNoPolicyForSenders() {
        var dns = new ZoneNames().with("example.com", "TXT", "site-verification=1");
        var wanted = new DnsRecord(Purpose.SENDERS, "example.com", "TXT", "v=spf1 mx -all");
        assertEquals(State.MISSING, state(dns, wanted));
        assertEquals(State.DIFFERENT, state(dns.with("example.com", "TXT", "v=spf1 a mx -all"), wanted));
        assertEquals(State.PUBLISHED, state(dns.with("example.com", "TXT", "v=spf1 mx -all"), wanted));
    }

    @Test
    void oneOfTheHostsThatTakeMailIsThisOne() {
        var dns = new ZoneNames();
        var wanted = new DnsRecord(Purpose.DELIVERY, "example.com", "MX", "10 mx.example.com");
        assertEquals(State.MISSING, state(dns, wanted));
        assertEquals(State.DIFFERENT, state(dns.with("example.com", "MX", "other.example"), wanted));
        assertEquals(State.PUBLISHED, state(dns.with("example.com", "MX", "MX.example.com"), wanted));
    }

    @Test
    void aServiceIsAtThisHostWhateverItsPort() {
        var dns = new ZoneNames();
        var wanted = new DnsRecord(Purpose.CLIENTS, "_imaps._tcp.example.com", "SRV", "0 1 2993 mx.example.com");
        assertEquals(State.MISSING, state(dns, wanted));
        assertEquals(State.DIFFERENT, state(dns.with(wanted.name(), "SRV", "other.example"), wanted));
        assertEquals(State.PUBLISHED, state(dns.with(wanted.name(), "SRV", "MX.example.com"), wanted));
    }

    @Test
    void thePolicyMayBeOnAnyHost() {
        var wanted = new DnsRecord(Purpose.TRANSPORT_POLICY, "mta-sts.example.com", "CNAME", "mx.example.com");
        assertEquals(State.MISSING, state(new ZoneNames(), wanted));
        assertEquals(State.PUBLISHED, state(new ZoneNames().with(wanted.name(), "AAAA", "2001:db8::1"), wanted));
        assertEquals(State.UNKNOWN, state(new ZoneNames().withSilence(wanted.name()), wanted));
    }

    @Test
    void whereDnsDoesNotAnswerNothingIsKnown() {
        var dns = new ZoneNames().withSilence("example.com");
        for (DnsRecord record : List.of(
                new DnsRecord(Purpose.DELIVERY, "example.com", "MX", "10 mx.example.com"),
                new DnsRecord(Purpose.SIGNATURES, "example.com", "TXT", KEY))) {
            assertEquals(State.UNKNOWN, state(dns, record));
            assertFalse(new DnsCheck(dns).arePublished(List.of(record)));
        }
    }

    @Test
    void recordsArePublishedIfAllAre() {
        var one = new DnsRecord(Purpose.SIGNATURES, "one._domainkey.example.com", "TXT", KEY);
        var two = new DnsRecord(Purpose.SIGNATURES, "two._domainkey.example.com", "TXT", KEY);
        var dns = new ZoneNames().with(one.name(), "TXT", KEY);
        assertFalse(new DnsCheck(dns).arePublished(List.of(one, two)));
        assertTrue(new DnsCheck(dns.with(two.name(), "TXT", KEY)).arePublished(List.of(one, two)));
    }

    private static State state(ZoneNames dns, DnsRecord record) {
        return new DnsCheck(dns).of(List.of(record)).get(0).state();
    }
}
