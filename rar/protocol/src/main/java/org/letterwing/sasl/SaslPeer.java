package org.letterwing.sasl;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;

import org.letterwing.tls.TlsConnection;

/**
 * The client of an exchange.
 *
 * @param listener the name of the listener that took the connection, such as {@code submission}
 * @param address the client's address
 * @param secured whether TLS protects the connection
 * @param channelBinding gives the binding data of a type such as {@code tls-server-end-point} (RFC 5929, RFC 9266);
 *     empty if the connection has none of that type
 */
public record SaslPeer(
        String listener, InetAddress address, boolean secured, Function<String, Optional<byte[]>> channelBinding) {

    /** The type of channel binding that each connection with TLS has (RFC 5929 4). */
    static final String END_POINT = "tls-server-end-point";

    private static final String EXPORTER = "tls-exporter"; // RFC 9266

    /**
     * Makes the client of a connection.
     *
     * @param tls empty without TLS
     */
    public static SaslPeer of(String listener, InetAddress address, Optional<TlsConnection> tls) {
        return new SaslPeer(listener, address, tls.isPresent(), type -> switch (type) {
            case END_POINT -> tls.flatMap(TlsConnection::serverEndPoint);
            case EXPORTER -> tls.flatMap(TlsConnection::exporter);
            default -> Optional.empty();
        });
    }

    boolean canBind() {
        return secured && channelBinding.apply(END_POINT).isPresent();
    }
}
