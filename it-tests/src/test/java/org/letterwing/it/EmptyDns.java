package org.letterwing.it;

import org.letterwing.dns.TestDns;

/** The DNS of servers for whose tests it is enough that nothing is there: it says so at once. */
final class EmptyDns {

    private static final TestDns SERVER = new TestDns();

    private EmptyDns() {}

    /** Returns the server argument that lets a server ask it. */
    static String argument() {
        return "-Dletterwing.dns.servers=127.0.0.1:" + SERVER.address().getPort();
    }
}
