package org.letterwing.queue;

import java.time.Instant;

import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/**
 * An attempt as it is shown.
 *
 * @param tried when
 * @param at the host
 * @param result what it came to
 * @param status the enhanced status code
 * @param reply the peer's reply, or what happened
 */
public record AttemptView(Instant tried, Tried at, Result result, String status, String reply) {}
