package org.letterwing.authentication.spf;

/**
 * How many bits of an address count: the dual-cidr-length of RFC 7208 5.3.
 *
 * @param ipv4 0 to 32
 * @param ipv6 0 to 128
 */
record PrefixLengths(int ipv4, int ipv6) {

    int of(ClientAddress client) {
        return client.isIpv4() ? ipv4 : ipv6;
    }
}
