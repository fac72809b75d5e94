package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import org.letterwing.net.ClientKey;
import org.letterwing.net.NetworkThreads;
import org.letterwing.spi.SessionPolicy;

/**
 * The addresses that are banned, as the mail system told some seconds ago: so that no connection costs it a question.
 * Thread-safe.
 */
final class BannedClients implements Predicate<InetAddress> {

    private static final System.Logger LOG = System.getLogger(BannedClients.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final BeanQuestions<SessionPolicy> policy;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Map<Object, Instant> ends = Map.of();

    BannedClients(BeanQuestions<SessionPolicy> policy) {
        this.policy = policy;
    }

    /** Asks again and again, until the threads end. */
    static BannedClients watched(NetworkThreads threads, BeanQuestions<SessionPolicy> policy) {
        BannedClients clients = new BannedClients(policy);
        threads.repeat(INTERVAL, Runnable::run, clients::ask);
        return clients;
    }

    @Override
    public boolean test(InetAddress client) {
        Instant end = ends.get(ClientKey.of(client));
        return end != null && end.isAfter(Instant.now());
    }

    /** Asks, unless the last answer is still awaited. Without an answer bans go on to their ends. */
    void ask() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        policy.ask(SessionPolicy::bannedAddresses).whenComplete((banned, failure) -> {
            if (failure == null) {
                Map<Object, Instant> told = new HashMap<>();
                banned.forEach((address, end) -> told.put(ClientKey.of(address), end));
                ends = told;
            } else {
                LOG.log(Level.DEBUG, "Nobody says who is banned", failure);
            }
            asking.set(false);
        });
    }
}
