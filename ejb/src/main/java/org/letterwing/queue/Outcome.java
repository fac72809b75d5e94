package org.letterwing.queue;

import java.util.Optional;

import org.letterwing.api.Refusal;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.SmtpReply;

/**
 * What an attempt came to for an entry.
 *
 * @param claim the claim under which the attempt was made
 * @param outcome what it came to
 * @param at the host, or the listener of an application
 * @param success what there is to tell if it was one; empty if there is something to tell only when the mail has come further
 * @param redelivery how often an application is offered the mail; empty for all others
 */
record Outcome(
        Claim claim,
        DeliveryOutcome outcome,
        Tried at,
        Optional<Notice.Kind> success,
        Optional<Redelivery> redelivery) {

    /** An outcome that is no application's. */
    Outcome(Claim claim, DeliveryOutcome outcome, Tried at, Optional<Notice.Kind> success) {
        this(claim, outcome, at, success, Optional.empty());
    }

    /** An outcome at a host that reports nothing. */
    Outcome(Claim claim, DeliveryOutcome outcome, Tried at) {
        this(claim, outcome, at, Optional.of(Notice.Kind.RELAYED));
    }

    /** Returns what is told of it, of an entry that is in the given state since then. */
    MailEvent event(EntryState now) {
        return MailEvent.ofEntry(
                        kind(now),
                        claim.mail().deliveryId(),
                        claim.entry(),
                        claim.recipient().address(),
                        reply())
                .at(at.host()
                        .map(host ->
                                host + at.address().map(a -> " [" + a + "]").orElse("")));
    }

    private MailEvent.Kind kind(EntryState now) {
        return switch (now) {
            case DELIVERED -> {
                if (claim.listener().isPresent()) {
                    yield MailEvent.Kind.TAKEN;
                }
                yield at.host().isPresent() ? MailEvent.Kind.DELIVERED : MailEvent.Kind.STORED;
            }
            case FAILED -> outcome.result() == Result.REFUSED ? MailEvent.Kind.BOUNCED : MailEvent.Kind.EXPIRED;
            case DEAD_LETTER -> MailEvent.Kind.DEAD;
            default -> MailEvent.Kind.DEFERRED;
        };
    }

    /** Returns what was replied, or what else was the reason. */
    String reply() {
        return outcome.reply().map(Object::toString).orElse(outcome.text());
    }

    /** Returns whether the mail has arrived and its sender gets no report of it. */
    boolean isUnreportedSuccess() {
        return outcome.result() == Result.TAKEN
                && (success.isEmpty() || !Notice.isOfSuccessWanted(claim.recipient(), claim.mail()));
    }

    /** Returns what a refusal of this server comes to. */
    static DeliveryOutcome of(Refusal refusal) {
        return new DeliveryOutcome(
                refusal.isTemporary() ? Result.DEFERRED : Result.REFUSED,
                refusal.enhancedCode(),
                Optional.of(new SmtpReply(refusal.code(), Optional.of(refusal.enhancedCode()), refusal.text())),
                refusal.toString());
    }
}
