package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/**
 * The DNS of a scenario of the public test suite. Records of the type SPF are those of TXT where a name has none of TXT, which
 * {@code NONE} prevents; {@code TIMEOUT} is the answer to what no record before it answers.
 */
final class SuiteNames implements Names {

    private static final int MOST_ALIASES = 8;

    private final Map<String, List<Object>> records = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    SuiteNames(Map<String, Object> zone) {
        zone.forEach((name, entries) -> add(name.toLowerCase(Locale.ROOT), (List<?>) entries));
    }

    private void add(String name, List<?> entries) {
        boolean hasTexts =
                entries.stream().anyMatch(entry -> entry instanceof Map<?, ?> record && record.containsKey("TXT"));
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> record) {
                record.forEach((type, value) -> {
                    String kept = type.equals("SPF") && !hasTexts ? "TXT" : (String) type;
                    if (!value.equals("NONE")) {
                        records.computeIfAbsent(key(name, kept), key -> new ArrayList<>())
                                .add(value);
                    }
                });
            } else {
                silent.add(name); // TIMEOUT
            }
        }
    }

    @Override
    public CompletableFuture<List<String>> texts(String name) {
        return find(name, "TXT")
                .thenApply(texts -> texts.stream()
                        .map(text -> text instanceof List<?> strings ? joined(strings) : text.toString())
                        .toList());
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv4(String name) {
        return find(name, "A").thenApply(SuiteNames::addresses);
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv6(String name) {
        return find(name, "AAAA").thenApply(SuiteNames::addresses);
    }

    @Override
    public CompletableFuture<List<String>> exchangers(String domain) {
        return find(domain, "MX")
                .thenApply(hosts -> hosts.stream()
                        .map(host -> ((List<?>) host).get(1).toString())
                        .toList());
    }

    @Override
    public CompletableFuture<List<String>> services(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<List<String>> names(InetAddress address) {
        return find(reverse(address.getAddress()), "PTR")
                .thenApply(names -> names.stream()
                        .map(name -> DnsName.withoutFinalDot(name.toString()))
                        .toList());
    }

    private CompletableFuture<List<Object>> find(String given, String type) {
        String name = canonical(given);
        for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
            List<Object> found = records.get(key(name, type));
            if (found != null) {
                return CompletableFuture.completedFuture(found);
            }
            if (silent.contains(name)) {
                return CompletableFuture.failedFuture(new LookupException(new IOException("No answer for " + name)));
            }
            List<Object> alias = records.get(key(name, "CNAME"));
            if (alias == null) {
                return CompletableFuture.completedFuture(List.of());
            }
            name = canonical(alias.get(0).toString());
        }
        return CompletableFuture.failedFuture(new LookupException(new IOException("Aliases without an end: " + name)));
    }

    private static String reverse(byte[] address) {
        var name = new StringBuilder();
        for (byte octet : address) {
            name.insert(
                    0,
                    address.length == 4
                            ? (octet & 0xFF) + "."
                            : Integer.toHexString(octet & 0xF) + "." + Integer.toHexString(octet >> 4 & 0xF) + ".");
        }
        return name + (address.length == 4 ? "in-addr.arpa" : "ip6.arpa");
    }

    private static List<InetAddress> addresses(List<Object> texts) {
        return texts.stream().map(SuiteNames::address).toList();
    }

    private static InetAddress address(Object text) {
        try {
            return InetAddress.getByName(text.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String joined(List<?> strings) {
        return strings.stream().map(Object::toString).collect(Collectors.joining());
    }

    private static String canonical(String name) {
        return DnsName.withoutFinalDot(name.toLowerCase(Locale.ROOT));
    }

    private static String key(String name, String type) {
        return name + '/' + type;
    }
}
