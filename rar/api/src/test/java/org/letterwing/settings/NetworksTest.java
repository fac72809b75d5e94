package org.letterwing.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8:0:8000::/49, 2001:db8:0:8001::1, true",
        "2001:db8:0:8000::/49, 2001:db8:0:7fff::1, false",
        "::1, ::1, true",
        "::/0, 192.0.2.1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void anAddressLiesInANetworkOrNot(String networks, String address, boolean inside) throws UnknownHostException {
        assertEquals(inside, Networks.parse(networks).test(InetAddress.getByName(address)));
    }

    @Test
    void aListHasCommasOrSpaces() throws UnknownHostException {
        Networks networks = Networks.parse(" 192.0.2.1,\n2001:db8::/32   10.0.0.0/8 ");
        for (String inside : new String[] {"192.0.2.1", "2001:db8::5", "10.1.2.3"}) {
            assertTrue(networks.test(InetAddress.getByName(inside)), inside);
        }
        assertFalse(networks.test(InetAddress.getByName("192.0.2.2")));
        assertTrue(Networks.parse("").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1/24",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2/24",
                "192.0.2.256",
                "1",
                "localhost",
                "2001:db8::/129",
                "2001:db8::1/32",
                "2001:::1",
                "::1%lo",
                "/8"
            })
    void whatIsNoneIsNamed(String wrong) {
        var e = assertThrows(IllegalArgumentException.class, () -> Networks.parse("192.0.2.0/24, " + wrong));
        assertTrue(e.getMessage().endsWith("'" + wrong + "' is none"), e.getMessage());
    }

    @Test
    void thereIsOneWayToWriteANetwork() {
        assertEquals("192.0.2.0/24", Networks.canonical(" 192.0.2.0/24 "));
        assertEquals("192.0.2.1", Networks.canonical("192.0.2.1/32"));
        assertEquals("2001:db8:0:0:0:0:0:0/32", Networks.canonical("2001:DB8::/32"));
        assertEquals("0:0:0:0:0:0:0:1", Networks.canonical("::1"));
        assertEquals("0.0.0.0/0", Networks.canonical("0.0.0.0/0"));
        for (String wrong : new String[] {"", "192.0.2.1/24", "192.0.2.1 192.0.2.2", "x"}) {
            assertThrows(IllegalArgumentException.class, () -> Networks.canonical(wrong), wrong);
        }
    }
}
