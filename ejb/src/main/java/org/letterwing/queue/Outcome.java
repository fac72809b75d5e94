package org.letterwing.queue;

import org.letterwing.spi.outbound.DeliveryOutcome;

/**
 * What an attempt came to for an entry.
 *
 * @param claim the claim under which the attempt was made
 * @param outcome what it came to
 * @param at the host
 */
record Outcome(Claim claim, DeliveryOutcome outcome, Tried at) {}
