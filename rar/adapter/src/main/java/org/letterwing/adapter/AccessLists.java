package org.letterwing.adapter;

import java.net.InetAddress;
import java.time.Duration;

import org.letterwing.net.NetworkThreads;
import org.letterwing.settings.LimitSettings;
import org.letterwing.settings.Networks;
import org.letterwing.spi.AccessNetworks;
import org.letterwing.spi.SessionPolicy;

/**
 * Which networks are let in and which are turned away: those of the settings, and those that administrators have added,
 * as the mail system told some seconds ago. Thread-safe.
 */
final class AccessLists {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private volatile Added added = new Added(Networks.parse(""), Networks.parse(""));

    private record Added(Networks refused, Networks letIn) {}

    /** Asks again and again, until the threads end. */
    static AccessLists watched(NetworkThreads threads, BeanQuestions<SessionPolicy> policy) {
        AccessLists lists = new AccessLists();
        new Poll<>(policy, SessionPolicy::accessNetworks, lists::told).repeat(threads, INTERVAL);
        return lists;
    }

    /** Takes over what administrators have added. */
    void told(AccessNetworks networks) {
        added = new Added(
                Networks.parse(String.join(",", networks.refused())),
                Networks.parse(String.join(",", networks.letIn())));
    }

    /** Returns whether a client is turned away. */
    boolean isDenied(InetAddress client) {
        return (LimitSettings.DENY.get().test(client) || added.refused.test(client)) && !isAllowed(client);
    }

    /** Returns whether a client is let in whatever else is said of it. */
    boolean isAllowed(InetAddress client) {
        return LimitSettings.ALLOW.get().test(client) || added.letIn.test(client);
    }
}
