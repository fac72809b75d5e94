package org.letterwing.queue;

import java.util.List;
import java.util.Optional;

import org.letterwing.spi.outbound.NextHop.Credentials;

/**
 * Where a mail may go next.
 *
 * @param hosts the hosts, in the order in which they are tried
 * @param port 1 to 65535
 * @param credentials what the hosts are shown
 */
record Plan(List<String> hosts, int port, Optional<Credentials> credentials) {}
