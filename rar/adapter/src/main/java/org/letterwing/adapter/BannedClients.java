package org.letterwing.adapter;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.letterwing.net.ClientKey;
import org.letterwing.net.NetworkThreads;
import org.letterwing.spi.SessionPolicy;

/**
 * The addresses that are banned, as the mail system told some seconds ago: so that no connection costs it a question.
 * Thread-safe.
 */
final class BannedClients implements Predicate<InetAddress> {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Poll<SessionPolicy, Map<InetAddress, Instant>> poll;
    private volatile Map<Object, Instant> ends = Map.of();

    BannedClients(BeanQuestions<SessionPolicy> policy) {
        poll = new Poll<>(policy, SessionPolicy::bannedAddresses, this::told);
    }

    /** Asks again and again, until the threads end. */
    static BannedClients watched(NetworkThreads threads, BeanQuestions<SessionPolicy> policy) {
        BannedClients clients = new BannedClients(policy);
        clients.poll.repeat(threads, INTERVAL);
        return clients;
    }

    @Override
    public boolean test(InetAddress client) {
        Instant end = ends.get(ClientKey.of(client));
        return end != null && end.isAfter(Instant.now());
    }

    /** Asks, unless the last answer is still awaited. Without an answer bans go on to their ends. */
    void ask() {
        poll.ask();
    }

    private void told(Map<InetAddress, Instant> banned) {
        Map<Object, Instant> told = new HashMap<>();
        banned.forEach((address, end) -> told.put(ClientKey.of(address), end));
        ends = told;
    }
}
