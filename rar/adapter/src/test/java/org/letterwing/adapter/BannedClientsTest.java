package org.letterwing.adapter;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import org.letterwing.spi.SessionPolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BannedClientsTest {

    private static final Instant LATER = Instant.now().plusSeconds(3600);

    private final Queue<Runnable> lane = new ArrayDeque<>();
    private Map<InetAddress, Instant> told;

    /** Knows of bans alone. */
    private final SessionPolicy policy = (SessionPolicy) Proxy.newProxyInstance(
            SessionPolicy.class.getClassLoader(), new Class<?>[] {SessionPolicy.class}, (self, method, arguments) -> {
                assertEquals("bannedAddresses", method.getName());
                return told;
            });

    private Optional<SessionPolicy> connected = Optional.of(policy);
    private final BannedClients clients = new BannedClients(new BeanQuestions<>(lane::add, () -> connected));

    @Test
    void anAddressIsBannedFromTheAnswerToItsEnd() throws UnknownHostException {
        assertFalse(banned("192.0.2.1"));
        answer(Map.of(address("192.0.2.1"), LATER, address("192.0.2.2"), Instant.now()));
        assertTrue(banned("192.0.2.1"));
        assertFalse(banned("192.0.2.2"), "it has ended");
        answer(Map.of());
        assertFalse(banned("192.0.2.1"));
    }

    @Test
    void anAddressOfVersion6StandsForItsNetwork() throws UnknownHostException {
        answer(Map.of(address("2001:db8:0:1::"), LATER));
        assertTrue(banned("2001:db8:0:1:2:3:4:5"));
        assertFalse(banned("2001:db8:0:2::"));
    }

    @Test
    void withoutAnAnswerABanGoesOn() throws UnknownHostException {
        answer(Map.of(address("192.0.2.1"), LATER));
        connected = Optional.empty();
        answer(Map.of());
        assertTrue(banned("192.0.2.1"));
        connected = Optional.of(policy);
        answer(Map.of());
        assertFalse(banned("192.0.2.1"));
    }

    @Test
    void whileAnAnswerIsAwaitedNobodyAsksAgain() {
        told = Map.of();
        clients.ask();
        clients.ask();
        assertEquals(1, lane.size());
    }

    private void answer(Map<InetAddress, Instant> banned) {
        told = banned;
        clients.ask();
        lane.remove().run();
    }

    private boolean banned(String client) throws UnknownHostException {
        return clients.test(address(client));
    }

    private static InetAddress address(String digits) throws UnknownHostException {
        return InetAddress.getByName(digits);
    }
}
