package org.letterwing.queue;

import java.util.Optional;

import org.letterwing.spi.outbound.DeliveryOutcome;

/**
 * What an attempt came to for an entry.
 *
 * @param claim the claim under which the attempt was made
 * @param outcome what it came to
 * @param at the host
 * @param success what a sender who wants to know of a success is told if it was one; empty if another host tells
 */
record Outcome(Claim claim, DeliveryOutcome outcome, Tried at, Optional<Notice.Kind> success) {

    /** An outcome at a host that reports nothing. */
    Outcome(Claim claim, DeliveryOutcome outcome, Tried at) {
        this(claim, outcome, at, Optional.of(Notice.Kind.RELAYED));
    }
}
