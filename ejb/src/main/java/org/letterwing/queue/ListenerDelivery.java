package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.letterwing.queue.Delivery.Contact;
import org.letterwing.queue.Delivery.Report;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.SmtpReply;

/** One attempt to hand a queued mail to a listener of an application that is active here. Thread-safe. */
final class ListenerDelivery {

    private static final System.Logger LOG = System.getLogger(ListenerDelivery.class.getName());

    private static final DeliveryOutcome TAKEN =
            new DeliveryOutcome(Result.TAKEN, "2.1.5", Optional.empty(), "The application has taken it");

    private final MailServer server;

    ListenerDelivery(MailServer server) {
        this.server = server;
    }

    /** Returns the names of the listeners that are active here. */
    Set<String> active() {
        return server.applications().stream().map(MailServer.Application::name).collect(Collectors.toSet());
    }

    /**
     * Makes an attempt; blocks until the bean's transaction has ended.
     *
     * @param results is given the outcomes
     */
    Report attempt(Job job, String listener, Consumer<List<Outcome>> results) {
        Optional<Redelivery> redelivery = server.applications().stream()
                .filter(application -> application.name().equals(listener))
                .map(a -> new Redelivery(a.redeliveryAttempts(), a.redeliveryInterval()))
                .findFirst();
        if (redelivery.isEmpty()) {
            return Report.nothing();
        }
        try {
            DeliveryOutcome outcome = outcome(server.deliver(listener, QueuedArrival.of(job)));
            Tried at = new Tried(Optional.of(listener), Optional.empty(), Optional.empty(), Optional.empty());
            List<Outcome> outcomes = job.claims().stream()
                    .map(claim -> Delivery.logged(
                            new Outcome(claim, outcome, at, Optional.of(Notice.Kind.DELIVERED), redelivery)))
                    .toList();
            results.accept(outcomes);
            return new Report(outcomes, Contact.MADE);
        } catch (ListenerAwayException e) {
            LOG.log(Level.DEBUG, "A mail waits on: {0}", e.getMessage());
            return Report.nothing();
        }
    }

    private static DeliveryOutcome outcome(Verdict verdict) {
        return verdict.refusal()
                .map(refusal -> new DeliveryOutcome(
                        refusal.isTemporary() ? Result.DEFERRED : Result.REFUSED,
                        refusal.enhancedCode(),
                        Optional.of(new SmtpReply(refusal.code(), Optional.of(refusal.enhancedCode()), refusal.text())),
                        refusal.toString()))
                .orElse(TAKEN);
    }
}
