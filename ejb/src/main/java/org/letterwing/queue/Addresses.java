package org.letterwing.queue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import org.letterwing.settings.Networks;

/** What can be said of addresses without asking anybody. */
final class Addresses {

    private Addresses() {}

    /** Returns the address that a text is; empty if it is a name. */
    static Optional<InetAddress> literal(String text) {
        try {
            return Networks.isAddress(text) ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Returns whether one of our listeners would answer at an address and port. */
    static boolean isOurs(InetAddress address, int port, List<InetSocketAddress> listeners) {
        return listeners.stream()
                .anyMatch(listener -> listener.getPort() == port
                        && (listener.getAddress().isAnyLocalAddress()
                                ? isOfThisMachine(address)
                                : listener.getAddress().equals(address)));
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
