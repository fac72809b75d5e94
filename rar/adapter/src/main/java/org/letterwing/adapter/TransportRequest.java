package org.letterwing.adapter;

import jakarta.resource.spi.ConnectionRequestInfo;

import org.letterwing.spi.outbound.NextHop;

/**
 * Names the pool of a session: those with equal next hops are interchangeable.
 *
 * @param hop the next hop
 */
record TransportRequest(NextHop hop) implements ConnectionRequestInfo {}
