package org.letterwing.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.api.Recipient;
import org.letterwing.api.Refusal;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SessionFacts;
import org.letterwing.directory.Owners;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.directory.RecipientPolicy;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.Deliveries;

/**
 * Final delivery (RFC 5321 4.4) of queued mail to recipients of this server: into their mailboxes, and further to where
 * an alias leads. Thread-safe; works in the caller's transaction.
 */
@ApplicationScoped
class LocalDelivery {

    // RFC 3463 X.1.5: destination address valid
    private static final DeliveryOutcome DELIVERED =
            new DeliveryOutcome(Result.TAKEN, "2.1.5", Optional.empty(), "Delivered");

    @Inject
    private RecipientDirectory directory;

    @Inject
    private RecipientPolicy policy;

    @Inject
    private Deliveries deliveries;

    @Inject
    private Queue queue;

    protected LocalDelivery() {}

    /** Works with the given beans. */
    LocalDelivery(RecipientDirectory directory, RecipientPolicy policy, Deliveries deliveries, Queue queue) {
        this.directory = directory;
        this.policy = policy;
        this.deliveries = deliveries;
        this.queue = queue;
    }

    /** Returns whether a recipient is one of this server, by now at least. */
    boolean isHere(Claim claim) {
        return claim.listener().isEmpty()
                && (claim.ours()
                        || !directory.ownersOf(claim.recipient().address()).foreign());
    }

    /**
     * Delivers to one recipient, whose entry is locked.
     *
     * @return what came of it; empty if it waits for an application now
     */
    Optional<Outcome> deliver(QueueEntry entry, Claim claim, Instant now) {
        Owners owners = directory.ownersOf(claim.recipient().address());
        if (owners.listener().isPresent()) {
            Optional<Refusal> unwanted = unwanted(claim);
            if (unwanted.isPresent()) {
                return Optional.of(refused(claim, unwanted.get()));
            }
            entry.waitFor(owners.listener().get(), now.plus(QueueSettings.LISTENER_LIFETIME.get()), now);
            return Optional.empty();
        }
        return Optional.of(deliver(entry, claim, owners));
    }

    /**
     * Returns why a listener does not take a mail. One that was taken for an address of ours was asked about then; where
     * an alias leads, or what was another host's then, nobody has asked yet.
     */
    private Optional<Refusal> unwanted(Claim claim) {
        if (claim.ours()) {
            return Optional.empty();
        }
        QueuedMail mail = claim.mail();
        RecipientAnswer answer = answer(claim, mail.session());
        boolean isKnown = mail.isOurs() || mail.authentication().dmarc() == SenderAuthentication.Result.PASS;
        return answer.refusal()
                .or(() -> answer.requireAuthenticated() && !isKnown
                        ? Optional.of(Refusals.SENDER_UNKNOWN)
                        : Optional.empty());
    }

    private RecipientAnswer answer(Claim claim, SessionFacts session) {
        QueuedMail mail = claim.mail();
        return policy.answer(new RecipientQuestion(
                session, mail.reversePath(), claim.recipient().address(), deliveries.size(mail.messageId())));
    }

    private Outcome deliver(QueueEntry entry, Claim claim, Owners owners) {
        Recipient recipient = claim.recipient();
        long message = claim.mail().messageId();
        Optional<Refusal> refusal = answer(claim, Queue.session()).refusal();
        if (refusal.isPresent()) {
            return refused(claim, refusal.get());
        }
        if (!deliveries.deliver(
                message, owners.accounts(), claim.mail().authentication().quarantined())) {
            return refused(claim, Refusals.TEMPORARY_FAILURE); // one was removed just now
        }
        List<Onward> further = owners.elsewhere().stream()
                .flatMap(address -> Onward.forwarded(recipient, address).stream())
                .toList();
        List<Onward> fresh = queue.withoutThoseOf(entry.mail(), further);
        if (owners.accounts().isEmpty()
                && fresh.isEmpty()
                && further.stream().allMatch(onward -> isOnlyLedOn(onward.recipient()))) {
            return refused(claim, Refusals.FORWARDING_LOOP);
        }
        boolean oneOnly = owners.accounts().size() + further.size() == 1;
        queue.add(
                entry,
                oneOnly ? fresh : fresh.stream().map(Onward::withoutSuccess).toList());
        return new Outcome(claim, DELIVERED, Tried.NONE, news(owners.accounts(), oneOnly));
    }

    /** Returns whether nobody here or elsewhere has a mailbox of this address. */
    private boolean isOnlyLedOn(Recipient recipient) {
        Owners owners = directory.ownersOf(recipient.address());
        return !owners.foreign()
                && owners.accounts().isEmpty()
                && owners.listener().isEmpty();
    }

    /** RFC 3461 5.2.7: what is forwarded to one address is told of there, several are an expansion. */
    private static Optional<Notice.Kind> news(Set<Long> accounts, boolean oneOnly) {
        if (!oneOnly) {
            return Optional.of(Notice.Kind.EXPANDED);
        }
        return accounts.isEmpty() ? Optional.empty() : Optional.of(Notice.Kind.DELIVERED);
    }

    private static Outcome refused(Claim claim, Refusal refusal) {
        return new Outcome(claim, Outcome.of(refusal), Tried.NONE);
    }
}
