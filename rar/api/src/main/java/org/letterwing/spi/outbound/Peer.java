package org.letterwing.spi.outbound;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The peer of an SMTP session, as it presented itself.
 *
 * @param address its address and port
 * @param name what it called itself in its reply to EHLO, unverified
 * @param tlsProtocol such as {@code TLSv1.3}; empty without TLS
 * @param cipherSuite as IANA names it; empty without TLS
 * @param verified whether its certificate is valid and for the name of the next hop
 * @param extensions the extensions of its last EHLO: keyword in capitals, parameters as they came, {@code ""} for none;
 *     empty for a peer that knows HELO alone
 */
public record Peer(
        InetSocketAddress address,
        String name,
        Optional<String> tlsProtocol,
        Optional<String> cipherSuite,
        boolean verified,
        Map<String, String> extensions) {

    /** Copies the map. */
    public Peer {
        extensions = Map.copyOf(extensions);
    }

    /** Returns whether the peer offers an extension, such as {@code DSN}. */
    public boolean offers(String keyword) {
        return extensions.containsKey(keyword.toUpperCase(Locale.ROOT));
    }

    /** Returns the largest mail that the peer takes, in octets (RFC 1870); empty if it didn't say. */
    public OptionalLong maxSize() {
        String size = extensions.getOrDefault("SIZE", "");
        // 0 is for no fixed limit (RFC 1870 4); RFC 1870 3 allows 20 digits, and no mail needs more than 18.
        return size.matches("0*[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(size)) : OptionalLong.empty();
    }
}
