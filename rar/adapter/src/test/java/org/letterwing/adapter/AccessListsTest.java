package org.letterwing.adapter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.settings.LimitSettings;
import org.letterwing.spi.AccessNetworks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AccessListsTest {

    private final AccessLists lists = new AccessLists();

    @BeforeEach
    void configure() {
        System.setProperty(LimitSettings.DENY.name(), "198.51.100.0/24");
        System.setProperty(LimitSettings.ALLOW.name(), "203.0.113.7");
    }

    @AfterEach
    void forget() {
        System.clearProperty(LimitSettings.DENY.name());
        System.clearProperty(LimitSettings.ALLOW.name());
    }

    @Test
    void theNetworksOfTheSettingsCountFromTheStart() throws UnknownHostException {
        assertTrue(denied("198.51.100.1"));
        assertFalse(denied("192.0.2.1"));
        assertTrue(lists.isAllowed(InetAddress.getByName("203.0.113.7")));
    }

    @Test
    void thoseOfAdministratorsCountBeside() throws UnknownHostException {
        lists.told(new AccessNetworks(List.of("192.0.2.0/24", "203.0.113.0/24"), List.of("192.0.2.7", "198.51.100.7")));
        assertTrue(denied("192.0.2.1"));
        assertFalse(denied("192.0.2.7"), "let in out of one that is refused");
        assertFalse(denied("198.51.100.7"), "let in out of one of the settings");
        assertTrue(denied("203.0.113.8"));
        assertFalse(denied("203.0.113.7"), "the settings let it in");
        lists.told(new AccessNetworks(List.of(), List.of()));
        assertFalse(denied("192.0.2.1"));
        assertTrue(denied("198.51.100.7"));
    }

    private boolean denied(String client) throws UnknownHostException {
        return lists.isDenied(InetAddress.getByName(client));
    }
}
