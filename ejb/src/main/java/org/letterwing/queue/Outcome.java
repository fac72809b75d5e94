package org.letterwing.queue;

import org.letterwing.spi.outbound.DeliveryOutcome;

/**
 * What an attempt came to for an entry.
 *
 * @param claim the claim under which the attempt was made
 * @param outcome what it came to
 * @param at the host
 * @param reports whether the host sends reports of a delivery itself (RFC 3461)
 */
record Outcome(Claim claim, DeliveryOutcome outcome, Tried at, boolean reports) {

    /** An outcome at a host that reports nothing. */
    Outcome(Claim claim, DeliveryOutcome outcome, Tried at) {
        this(claim, outcome, at, false);
    }
}
