package org.letterwing.spi.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PeerTest {

    @Test
    void whatItOffers() {
        assertEquals(OptionalLong.of(1000), peer("1000").maxSize());
        assertEquals(OptionalLong.empty(), peer("0").maxSize());
        assertEquals(OptionalLong.empty(), peer("").maxSize());
        assertEquals(OptionalLong.empty(), peer("99999999999999999999").maxSize());
        assertTrue(peer("").offers("size"));
        assertFalse(peer("").offers("DSN"));
    }

    private static Peer peer(String size) {
        return new Peer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
                "mx.example.org",
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of("SIZE", size));
    }

    @Test
    void aNextHopShowsNoPassword() {
        var hop = new NextHop(
                InetAddress.getLoopbackAddress(),
                25,
                "mx.example.org",
                NextHop.Tls.NONE,
                Optional.of(new NextHop.Credentials("alice", "secret")));
        assertEquals("mx.example.org[127.0.0.1]:25", hop.toString());
        assertEquals("Optional[alice]", hop.credentials().toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> new NextHop(hop.address(), 0, hop.name(), hop.tls(), hop.credentials()));
    }
}
