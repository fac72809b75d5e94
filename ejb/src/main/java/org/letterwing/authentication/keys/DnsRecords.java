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
        records.add(new DnsRecord(domain, "MX", "10 " + hostname));
        records.add(text(domain, "v=spf1 mx -all")); // RFC 7208 5.4
        for (DomainKey key : keys) {
            // RFC 6376 3.6.2.1
            records.add(text(key.selector() + "._domainkey." + domain, KeyRecord.text(key.publicKey())));
        }
        // RFC 7489 6.3: nothing is refused until the reports say that all mail is signed
        records.add(text("_dmarc." + domain, "v=DMARC1; p=none; rua=mailto:postmaster@" + domain));
        return records;
    }

    private static DnsRecord text(String name, String value) {
        return new DnsRecord(name, "TXT", value);
    }
}
