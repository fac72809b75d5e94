package org.letterwing.authentication.spf;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The forms of an address, and the networks that it is in. */
class ClientAddressTest {

    // RFC 5952 4
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void thereIsOneWayToWriteIt(String given, String text) throws UnknownHostException {
        assertEquals(text, new ClientAddress(InetAddress.getByName(given)).text());
    }

    @Property
    void itsTextIsItself(@ForAll @Size(16) @ByteRange(min = 0, max = 2) byte[] octets) throws UnknownHostException {
        String text = new ClientAddress(InetAddress.getByAddress(octets)).text();
        assertArrayEquals(octets, InetAddress.getByName(text).getAddress(), text);
    }

    @Property
    void itIsInTheNetworkOfItsFirstBits(
            @ForAll @Size(16) byte[] octets, @ForAll @IntRange(min = 0, max = 127) int differing)
            throws UnknownHostException {
        var client = new ClientAddress(InetAddress.getByAddress(octets));
        byte[] other = Arrays.copyOf(octets, octets.length);
        other[differing / 8] ^= (byte) (0x80 >> differing % 8);
        assertTrue(client.isIn(other, differing));
        assertFalse(client.isIn(other, differing + 1));
        assertTrue(client.isIn(octets, 128));
    }

    @Property
    void itsLabelsAreItsDigits(@ForAll @Size(16) byte[] octets) throws UnknownHostException {
        String labels = new ClientAddress(InetAddress.getByAddress(octets)).labels();
        assertEquals(63, labels.length());
        assertEquals(new BigInteger(1, octets), new BigInteger(labels.replace(".", ""), 16));
    }
}
