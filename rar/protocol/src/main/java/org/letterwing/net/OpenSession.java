package org.letterwing.net;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as it is at a moment.
 *
 * @param number names it, here and now: no other session of this server has it, nor soon one of another
 * @param listener the name of the listener that took the connection
 * @param client the client's address and port
 * @param since when the client connected
 * @param lastActive when it last did something, or was done something for, to the second
 * @param tlsProtocol the version of TLS, such as {@code TLSv1.3}; empty in plain text
 * @param facts what the protocol knows of the client
 * @param received how many octets came from the client, encryption and compression undone
 * @param sent how many octets went to the client, likewise
 */
public record OpenSession(
        long number,
        String listener,
        InetSocketAddress client,
        Instant since,
        Instant lastActive,
        Optional<String> tlsProtocol,
        SessionFacts facts,
        long received,
        long sent) {}
