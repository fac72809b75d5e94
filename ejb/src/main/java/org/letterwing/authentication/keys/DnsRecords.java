package org.letterwing.authentication.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.letterwing.authentication.dkim.KeyRecord;
import org.letterwing.authentication.keys.DnsRecord.Purpose;
import org.letterwing.settings.ImapSettings;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.settings.StsMode;

/** What a domain publishes in DNS so that it gets mail, that its mail is believed elsewhere, and that programs find its server. */
final class DnsRecords {

    private DnsRecords() {}

    /**
     * Returns the records, as the settings ask.
     *
     * @param domain of A-labels
     * @param keys the domain's keys
     */
    static List<DnsRecord> of(String domain, List<DomainKey> keys) {
        String hostname = Settings.HOSTNAME.get();
        return of(domain, keys, hostname, new StsPolicy(SmtpSettings.STS.get(), hostname), services());
    }

    /**
     * Returns the records.
     *
     * @param hostname this server's name
     * @param policy for mail to the domain
     * @param services the ports of the services under TLS, by name
     */
    static List<DnsRecord> of(
            String domain, List<DomainKey> keys, String hostname, StsPolicy policy, Map<String, Integer> services) {
        List<DnsRecord> records = new ArrayList<>();
        records.add(new DnsRecord(Purpose.DELIVERY, domain, DnsRecord.MX, "10 " + hostname));
        records.add(text(Purpose.SENDERS, domain, "v=spf1 mx -all")); // RFC 7208 5.4
        records.addAll(ofKeys(domain, keys));
        // RFC 7489 6.3: nothing is refused until the reports say that all mail is signed
        records.add(text(Purpose.AUTHORS, "_dmarc." + domain, "v=DMARC1; p=none; rua=mailto:postmaster@" + domain));
        if (policy.mode() != StsMode.NONE) {
            // RFC 8461 3.1, 3.2
            records.add(text(Purpose.TRANSPORT, "_mta-sts." + domain, "v=STSv1; id=" + policy.id()));
            records.add(new DnsRecord(Purpose.TRANSPORT_POLICY, StsPolicy.HOST + domain, DnsRecord.CNAME, hostname));
        }
        // RFC 8460 3
        records.add(
                text(Purpose.TRANSPORT_REPORTS, "_smtp._tls." + domain, "v=TLSRPTv1; rua=mailto:postmaster@" + domain));
        // RFC 6186 3.1, RFC 8314 5.1: priority, weight, port, host
        services.forEach((service, port) -> records.add(new DnsRecord(
                Purpose.CLIENTS, '_' + service + "._tcp." + domain, DnsRecord.SRV, "0 1 " + port + ' ' + hostname)));
        return records;
    }

    /** Returns the records of keys alone (RFC 6376 3.6.2.1). */
    static List<DnsRecord> ofKeys(String domain, List<DomainKey> keys) {
        return keys.stream()
                .map(key -> text(
                        Purpose.SIGNATURES, key.selector() + "._domainkey." + domain, KeyRecord.text(key.publicKey())))
                .toList();
    }

    private static Map<String, Integer> services() {
        Map<String, Integer> services = new TreeMap<>();
        services.put("submissions", Settings.SUBMISSIONS_PORT.get());
        services.put("imaps", ImapSettings.TLS_PORT.get());
        services.put("pop3s", Settings.POP3S_PORT.get());
        services.values().removeIf(port -> port == 0); // it is off
        return services;
    }

    private static DnsRecord text(Purpose purpose, String name, String value) {
        return new DnsRecord(purpose, name, DnsRecord.TXT, value);
    }
}
