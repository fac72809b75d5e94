package org.letterwing.authentication.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.letterwing.authentication.ZoneNames;

/** Managed domains with keys, and what they have published. */
final class TestDomains {

    private final Map<String, List<DomainKey>> domains = new HashMap<>();
    private final Map<String, String> zone = new HashMap<>();
    private final KeySecret secret;

    TestDomains(KeySecret secret) {
        this.secret = secret;
    }

    /** Gives a domain a further key of each type. */
    TestDomains with(String domain, KeyState state) {
        List<DomainKey> keys = domains.computeIfAbsent(domain, d -> new ArrayList<>());
        for (KeyType type : KeyType.values()) {
            String selector = "s" + keys.size();
            keys.add(new DomainKey(
                    domains.size(), selector, type, state, Instant.now(), type.generate(), secret.encryption()));
        }
        DnsRecords.ofKeys(domain, keys).forEach(record -> zone.put(record.name(), record.value()));
        return this;
    }

    List<DomainKey> keys(String domain) {
        return domains.getOrDefault(domain, List.of());
    }

    SigningKeys signing() {
        return signing(secret);
    }

    /** Returns the keys as a server with another secret may have them. */
    SigningKeys signing(KeySecret other) {
        return new SigningKeys(this::keys, other);
    }

    Map<String, String> zone() {
        return zone;
    }

    ZoneNames names() {
        var names = new ZoneNames();
        zone.forEach((name, value) -> names.with(name, "TXT", value));
        return names;
    }
}
