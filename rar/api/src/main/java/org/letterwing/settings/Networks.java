package org.letterwing.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A set of networks: addresses of IPv4 and IPv6 with the length of their prefix (CIDR, RFC 4632 3.1, RFC 4291 2.3).
 *
 * <p>Immutable and thread-safe.
 */
public final class Networks implements Predicate<InetAddress> {

    // Nothing that could be a name, which the platform would look up.
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final List<Network> networks;

    private record Network(byte[] prefix, int bits) {

        private boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit));
                if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean isPrefixAlone() {
            byte[] rest = prefix.clone();
            for (int bit = 0; bit < bits; bit++) {
                rest[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            return Arrays.equals(rest, new byte[rest.length]);
        }
    }

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads a list.
     *
     * @param text networks and addresses with commas or spaces between, such as {@code 192.0.2.0/24, 2001:db8::/32};
     *     {@code ""} for none
     * @throws IllegalArgumentException if a part is no network; its message says what is expected, and of which part
     */
    public static Networks parse(String text) {
        return new Networks(Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Networks::network)
                .toList());
    }

    /**
     * Returns the one way to write a network: an address alone has no length, and one of IPv6 all its eight groups.
     *
     * @throws IllegalArgumentException if the text is no network, or more than one
     */
    public static String canonical(String text) {
        Network network = network(text.strip());
        try {
            String prefix = InetAddress.getByAddress(network.prefix).getHostAddress();
            return network.bits == 8 * network.prefix.length ? prefix : prefix + "/" + network.bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // so many octets are an address
        }
    }

    /** Returns whether a text is an address, and nothing that would have to be looked up. */
    public static boolean isAddress(String text) {
        try {
            return LITERAL.matcher(text).matches() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        try {
            if (LITERAL.matcher(literal).matches()) {
                byte[] prefix = InetAddress.getByName(literal).getAddress();
                int bits = slash < 0 ? 8 * prefix.length : Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= 8 * prefix.length) {
                    Network network = new Network(prefix, bits);
                    if (network.isPrefixAlone()) {
                        return network;
                    }
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            // the rule says it better
        }
        throw new IllegalArgumentException("a list of networks such as 192.0.2.0/24, 2001:db8::/32, without bits behind"
                + " the prefix; '" + text + "' is none");
    }

    /** Returns whether the address lies in one of the networks. */
    @Override
    public boolean test(InetAddress address) {
        byte[] octets = address.getAddress();
        for (Network network : networks) {
            if (network.contains(octets)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether there is no network. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }
}
