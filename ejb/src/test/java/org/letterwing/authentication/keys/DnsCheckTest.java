package org.letterwing.authentication.keys;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.keys.DnsFinding.State;

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
        assertEquals(expected, state(dns, new DnsRecord("s._domainkey.example.com", "TXT", KEY)));
    }

    @Test
    void textsOfOtherKindsAreNoPolicyForSenders() {
        var dns = new ZoneNames().with("example.com", "TXT", "site-verification=1");
        var wanted = new DnsRecord("example.com", "TXT", "v=spf1 mx -all");
        assertEquals(State.MISSING, state(dns, wanted));
        assertEquals(State.DIFFERENT, state(dns.with("example.com", "TXT", "v=spf1 a mx -all"), wanted));
        assertEquals(State.PUBLISHED, state(dns.with("example.com", "TXT", "v=spf1 mx -all"), wanted));
    }

    @Test
    void oneOfTheHostsThatTakeMailIsThisOne() {
        var dns = new ZoneNames();
        var wanted = new DnsRecord("example.com", "MX", "10 mx.example.com");
        assertEquals(State.MISSING, state(dns, wanted));
        assertEquals(State.DIFFERENT, state(dns.with("example.com", "MX", "other.example"), wanted));
        assertEquals(State.PUBLISHED, state(dns.with("example.com", "MX", "MX.example.com"), wanted));
    }

    @Test
    void whereDnsDoesNotAnswerNothingIsKnown() {
        var dns = new ZoneNames().withSilence("example.com");
        for (DnsRecord record : List.of(
                new DnsRecord("example.com", "MX", "10 mx.example.com"), new DnsRecord("example.com", "TXT", KEY))) {
            assertEquals(State.UNKNOWN, state(dns, record));
            assertFalse(new DnsCheck(dns).arePublished(List.of(record)));
        }
    }

    @Test
    void recordsArePublishedIfAllAre() {
        var one = new DnsRecord("one._domainkey.example.com", "TXT", KEY);
        var two = new DnsRecord("two._domainkey.example.com", "TXT", KEY);
        var dns = new ZoneNames().with(one.name(), "TXT", KEY);
        assertFalse(new DnsCheck(dns).arePublished(List.of(one, two)));
        assertTrue(new DnsCheck(dns.with(two.name(), "TXT", KEY)).arePublished(List.of(one, two)));
    }

    private static State state(ZoneNames dns, DnsRecord record) {
        return new DnsCheck(dns).of(List.of(record)).get(0).state();
    }
}
