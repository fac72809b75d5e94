package org.letterwing.smtp.client;

import java.time.Duration;

/**
 * How long a client waits (RFC 5321 4.5.3.2).
 *
 * @param connect for the connection
 * @param reply for the greeting, and for the reply to any command that is not named here
 * @param tls for the handshake of TLS
 * @param dataStart for the reply to DATA
 * @param block for the peer to take a piece of the content
 * @param end for the reply to the end of the content
 * @param check for the reply that shows that an idle session still works
 * @param quit for the reply to QUIT
 */
public record Timeouts(
        Duration connect,
        Duration reply,
        Duration tls,
        Duration dataStart,
        Duration block,
        Duration end,
        Duration check,
        Duration quit) {

    /**
     * The times of RFC 5321.
     *
     * @param connect for the connection
     */
    public static Timeouts standard(Duration connect) {
        return new Timeouts(
                connect,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }
}
