package org.letterwing.authentication.spf;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The address of a client, in the forms that records want. Immutable. */
final class ClientAddress {

    private final InetAddress address;
    private final byte[] octets;

    ClientAddress(InetAddress given) {
        try {
            // Which makes one of IPv4 of one that is mapped (RFC 7208 5), and has no zone.
            address = InetAddress.getByAddress(given.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // each address has 4 or 16 octets
        }
        octets = address.getAddress();
    }

    InetAddress address() {
        return address;
    }

    boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /** Returns whether the first bits of an address are the client's; never those of the other family. */
    boolean isIn(byte[] network, int bits) {
        if (network.length != octets.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = 0xFF << Math.max(0, bit + 8 - bits);
            if (((network[bit / 8] ^ octets[bit / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns it as the labels of a reverse lookup in order: numbers, or hexadecimal digits (RFC 7208 7.3). */
    String labels() {
        if (isIpv4()) {
            return address.getHostAddress();
        }
        return IntStream.range(0, 2 * octets.length)
                .mapToObj(i -> Integer.toHexString(octets[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF))
                .collect(Collectors.joining("."))
                .toUpperCase(Locale.ROOT);
    }

    /** Returns it as people read it (RFC 5952). */
    String text() {
        if (isIpv4()) {
            return address.getHostAddress();
        }
        int[] groups = IntStream.range(0, 8)
                .map(i -> (octets[2 * i] & 0xFF) << 8 | octets[2 * i + 1] & 0xFF)
                .toArray();
        int from = 0;
        int longest = 1; // RFC 5952 4.2.2: a single group of zeros is written
        for (int start = 0; start < groups.length; start++) {
            int end = start;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - start > longest) {
                from = start;
                longest = end - start;
            }
        }
        return longest == 1 ? hex(groups, 0, 8) : hex(groups, 0, from) + "::" + hex(groups, from + longest, 8);
    }

    private static String hex(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }
}
