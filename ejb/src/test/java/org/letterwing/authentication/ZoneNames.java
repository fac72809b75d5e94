package org.letterwing.authentication;

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
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS of a few records, which counts the questions. */
public final class ZoneNames implements Names {

    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final AtomicInteger questions = new AtomicInteger();

    /** Adds a record; an address or a host as text. The type is TXT, A, AAAA, MX, SRV or PTR; MX come in the order of adding. */
    public ZoneNames with(String name, String type, String value) {
        records.computeIfAbsent(key(name, type), k -> new ArrayList<>()).add(value);
        return this;
    }

    /** Lets all questions for a name fail. */
    public ZoneNames withSilence(String name) {
        silent.add(canonical(name));
        return this;
    }

    /** Returns how many questions were asked. */
    public int questions() {
        return questions.get();
    }

    @Override
    public CompletableFuture<List<String>> texts(String name) {
        return find(name, "TXT");
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv4(String name) {
        return find(name, "A").thenApply(ZoneNames::addresses);
    }

    @Override
    public CompletableFuture<List<InetAddress>> ipv6(String name) {
        return find(name, "AAAA").thenApply(ZoneNames::addresses);
    }

    @Override
    public CompletableFuture<List<String>> exchangers(String domain) {
        return find(domain, "MX");
    }

    @Override
    public CompletableFuture<List<String>> services(String name) {
        return find(name, "SRV");
    }

    @Override
    public CompletableFuture<List<String>> names(InetAddress address) {
        return find(address.getHostAddress(), "PTR");
    }

    private CompletableFuture<List<String>> find(String name, String type) {
        questions.incrementAndGet();
        if (silent.contains(canonical(name))) {
            return CompletableFuture.failedFuture(new LookupException(new IOException("No answer for " + name)));
        }
        return CompletableFuture.completedFuture(List.copyOf(records.getOrDefault(key(name, type), List.of())));
    }

    private static List<InetAddress> addresses(List<String> texts) {
        return texts.stream().map(ZoneNames::address).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String key(String name, String type) {
        return canonical(name) + ' ' + type;
    }

    private static String canonical(String name) {
        return DnsName.withoutFinalDot(name.toLowerCase(Locale.ROOT));
    }
}
