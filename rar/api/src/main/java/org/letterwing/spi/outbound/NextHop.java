package org.letterwing.spi.outbound;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a mail goes next, and how. Sessions are pooled by it: two next hops that are equal share sessions.
 *
 * @param address the host's address; the caller has looked it up, and tries another host's by another call
 * @param port 1 to 65535
 * @param name the host's name: it is asked for in TLS (SNI), a certificate is verified against it, and logs show it
 * @param tls what is done about TLS
 * @param credentials what the client logs in with; without any it doesn't
 */
public record NextHop(InetAddress address, int port, String name, Tls tls, Optional<Credentials> credentials) {

    /** What is done about TLS (RFC 3207). */
    public enum Tls {
        /** It is not used. */
        NONE,
        /**
         * It is used if the peer offers it, whatever certificate the peer shows. A handshake that fails is a
         * {@link NextHopException.Kind#TLS}; the caller may go on with {@link #NONE}.
         */
        OPPORTUNISTIC,
        /** No mail goes without TLS, and the peer's certificate has to be valid and for {@link NextHop#name()}. */
        REQUIRED
    }

    /** A user's name and password. The password shows in no text. */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** Checks the port. */
    public NextHop {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }

    /** Returns the host for the log: {@code mx.example.net[192.0.2.1]:25}. */
    @Override
    public String toString() {
        return name + "[" + address.getHostAddress() + "]:" + port;
    }
}
