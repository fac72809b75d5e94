package org.letterwing.queue;

import org.letterwing.spi.outbound.NextHop.Tls;

/**
 * A route as it is shown; its password never is.
 *
 * @param domain of A-labels, {@code *} for all domains that have no other route
 * @param host the host's name or address
 * @param port 1 to 65535
 * @param tls what is done about TLS
 * @param username what the host is shown; null for none
 */
public record RouteView(String domain, String host, int port, Tls tls, String username) {}
