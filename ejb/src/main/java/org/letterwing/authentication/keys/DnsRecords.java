package org.letterwing.authentication.keys;

import java.util.ArrayList;
import java.util.List;

import org.letterwing.authentication.dkim.KeyRecord;

/** What a domain publishes in DNS so that it gets mail, and that its mail is believed elsewhere. */
final class DnsRecords {

    private DnsRecords() {}

    /**
     * Returns the records.
     *
     * @param domain of A-labels
     * @param hostname this server's name
     * @param keys the domain's keys
     */
    static List<DnsRecord> of(String domain, String hostname, List<DomainKey> keys) {
        List<DnsRecord> records = new ArrayList<>();
        records.add(new DnsRecord(domain, DnsRecord.MX, "10 " + hostname));
        records.add(text(domain, "v=spf1 mx -all")); // RFC 7208 5.4
        records.addAll(ofKeys(domain, keys));
        // RFC 7489 6.3: nothing is refused until the reports say that all mail is signed
        records.add(text("_dmarc." + domain, "v=DMARC1; p=none; rua=mailto:postmaster@" + domain));
        return records;
    }

    /** Returns the records of keys alone (RFC 6376 3.6.2.1). */
    static List<DnsRecord> ofKeys(String domain, List<DomainKey> keys) {
        return keys.stream()
                .map(key -> text(key.selector() + "._domainkey." + domain, KeyRecord.text(key.publicKey())))
                .toList();
    }

    private static DnsRecord text(String name, String value) {
        return new DnsRecord(name, DnsRecord.TXT, value);
    }
}
