package org.letterwing.console;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.keys.DnsRecord;
import org.letterwing.authentication.keys.DnsRecord.Purpose;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ZoneLineTest {

    @Test
    void namesEndWithADot() {
        assertEquals(
                "example.com. IN MX 10 mail.example.com.",
                ZoneLine.of(new DnsRecord(Purpose.DELIVERY, "example.com", "MX", "10 mail.example.com")));
    }

    @Test
    void aServiceKeepsItsNumbers() {
        assertEquals(
                "_imaps._tcp.example.com. IN SRV 0 1 993 mail.example.com.",
                ZoneLine.of(
                        new DnsRecord(Purpose.CLIENTS, "_imaps._tcp.example.com", "SRV", "0 1 993 mail.example.com")));
    }

    @Test
    void textIsQuotedAndDividedAndCannotLeaveItsQuotes() {
        assertEquals(
                "a.test. IN TXT \"say \\\"x\\\" \\\\\"",
                ZoneLine.of(new DnsRecord(Purpose.SENDERS, "a.test", "TXT", "say \"x\" \\")));
        assertEquals(
                "a.test. IN TXT \"" + "k".repeat(255) + "\" \"kk\"",
                ZoneLine.of(new DnsRecord(Purpose.SENDERS, "a.test", "TXT", "k".repeat(257))));
    }
}
