package org.letterwing.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.letterwing.directory.Login;
import org.letterwing.spi.LoginAttempt;

/**
 * Whose failures are counted, and what is banned.
 *
 * @param kind what it is
 * @param name an IPv4 address, an IPv6 network of 64 bits, or an account's canonical name
 */
record Subject(Kind kind, String name) {

    private static final int NETWORK_OCTETS = 8;
    private static final int MAX_NAME = 320;
    private static final String OF_64_BITS = "/64";

    /** Kinds of subjects. */
    enum Kind {
        ADDRESS,
        ACCOUNT;

        /** Returns the kind as the API shows it. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whoever has one IPv6 address has its whole network. */
    static Subject of(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return new Subject(Kind.ADDRESS, client.getHostAddress());
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(client.getAddress(), NETWORK_OCTETS), 2 * NETWORK_OCTETS);
        try {
            return new Subject(Kind.ADDRESS, InetAddress.getByAddress(network).getHostAddress() + OF_64_BITS);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // 16 octets are an address
        }
    }

    /** Returns the address that the name of an address stands for, or the first one. */
    static InetAddress firstAddress(String name) {
        try {
            return InetAddress.getByName(name.replace(OF_64_BITS, "")); // digits: nobody asks DNS
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The ban of " + name + " is of no address", e);
        }
    }

    /** Returns the account of an attempt, whether it exists or not; empty if the client named none. */
    static Optional<Subject> account(LoginAttempt attempt) {
        String name = Login.comparedName(attempt.user());
        return name.isEmpty() || name.length() > MAX_NAME
                ? Optional.empty()
                : Optional.of(new Subject(Kind.ACCOUNT, name));
    }
}
