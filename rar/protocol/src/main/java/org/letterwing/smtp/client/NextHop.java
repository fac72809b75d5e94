package org.letterwing.smtp.client;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The peer of a session to be, and what is asked of it.
 *
 * @param name its host name, for TLS
 * @param credentials what the client logs in with; empty for no login
 */
public record NextHop(InetSocketAddress address, String name, Tls tls, Optional<Credentials> credentials) {

    /** What is done about TLS. */
    public enum Tls {
        /** It is not used. */
        NONE,
        /** It is used if it is offered, whatever certificate the peer shows. */
        OPPORTUNISTIC,
        /** It is used, and the certificate has to be valid and for the name. */
        REQUIRED
    }

    /** A user's name and password. The password shows in no text. */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }
}
