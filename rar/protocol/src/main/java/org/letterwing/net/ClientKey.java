package org.letterwing.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What counts as one client: an IPv4 address, or the /64 of an IPv6 address, for that is what one subscriber has. */
public final class ClientKey {

    private ClientKey() {}

    /** Returns the key of an address, to be compared with {@link Object#equals}. */
    public static Object of(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? (Object) octets.getLong() : (Object) octets.getInt();
    }
}
