package org.letterwing.authentication.keys;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.keys.DnsRecord.Purpose;
import org.letterwing.settings.StsMode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a domain publishes: what its mail needs, and what is advised. */
class DnsRecordsTest {

    private static final String HOST = "mx.example.net";

    @Test
    void eachPurposeHasItsRecord() {
        StsPolicy policy = new StsPolicy(StsMode.ENFORCE, HOST);
        assertEquals(
                List.of(
                        "DELIVERY example.com MX 10 mx.example.net",
                        "SENDERS example.com TXT v=spf1 mx -all",
                        "AUTHORS _dmarc.example.com TXT v=DMARC1; p=none; rua=mailto:postmaster@example.com",
                        "TRANSPORT _mta-sts.example.com TXT v=STSv1; id=" + policy.id(),
                        "TRANSPORT_POLICY mta-sts.example.com CNAME mx.example.net",
                        "TRANSPORT_REPORTS _smtp._tls.example.com TXT v=TLSRPTv1; rua=mailto:postmaster@example.com",
                        "CLIENTS _imaps._tcp.example.com SRV 0 1 993 mx.example.net"),
                DnsRecords.of("example.com", List.of(), HOST, policy, Map.of("imaps", 993)).stream()
                        .map(r -> r.purpose() + " " + r.name() + " " + r.type() + " " + r.value())
                        .toList());
    }

    @Test
    void withoutAPolicyNoneIsAnnounced() {
        StsPolicy none = new StsPolicy(StsMode.NONE, HOST);
        assertTrue(DnsRecords.of("example.com", List.of(), HOST, none, Map.of()).stream()
                .map(DnsRecord::purpose)
                .noneMatch(p -> p == Purpose.TRANSPORT || p == Purpose.TRANSPORT_POLICY));
    }

    /** RFC 8461 3.2. */
    @Test
    void thePolicyNamesTheHost() {
        assertEquals(
                "version: STSv1\r\nmode: enforce\r\nmx: mx.example.net\r\nmax_age: 1209600\r\n",
                new StsPolicy(StsMode.ENFORCE, HOST).text());
        assertEquals(
                "version: STSv1\r\nmode: testing\r\nmx: mx.example.net\r\nmax_age: 86400\r\n",
                new StsPolicy(StsMode.TESTING, HOST).text());
    }

    /** RFC 8461 3.1: letters and digits, 32 at most, and others when the policy is another. */
    @Test
    void theIdentifierChangesWithThePolicyAlone() {
        String id = new StsPolicy(StsMode.TESTING, HOST).id();
        assertTrue(id.matches("[0-9a-zA-Z]{1,32}"), id);
        assertEquals(id, new StsPolicy(StsMode.TESTING, HOST).id());
        assertNotEquals(id, new StsPolicy(StsMode.ENFORCE, HOST).id());
        assertNotEquals(id, new StsPolicy(StsMode.TESTING, "mx2.example.net").id());
    }
}
