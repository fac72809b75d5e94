package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.letterwing.queue.Delivery.Contact;
import org.letterwing.queue.Delivery.Report;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

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
        return server.applications().stream()
                .filter(application -> application.name().equals(listener))
                .findFirst()
                .map(application -> attempt(job, application, results))
                .orElseGet(Report::nothing);
    }

    /** One recipient that the application doesn't know, now that it is here, is not the others' fault. */
    private Report attempt(Job job, MailServer.Application application, Consumer<List<Outcome>> results) {
        Map<Boolean, List<Claim>> claims = job.claims().stream()
                .collect(Collectors.partitioningBy(
                        claim -> application.takes().test(claim.recipient().address())));
        List<Claim> known = claims.get(true);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            if (!known.isEmpty()) {
                Verdict verdict = server.deliver(application.name(), QueuedArrival.of(job.of(known)));
                outcomes.addAll(outcomes(known, verdict, application));
            }
            outcomes.addAll(outcomes(claims.get(false), Verdict.refused(Refusals.NO_SUCH_RECIPIENT), application));
            results.accept(outcomes);
            return new Report(outcomes, Contact.MADE);
        } catch (ListenerAwayException e) {
            LOG.log(Level.DEBUG, "A mail waits on: {0}", e.getMessage());
            return Report.nothing();
        }
    }

    private static List<Outcome> outcomes(List<Claim> claims, Verdict verdict, MailServer.Application application) {
        DeliveryOutcome outcome = outcome(verdict);
        Tried at = new Tried(Optional.of(application.name()), Optional.empty(), Optional.empty(), Optional.empty());
        Redelivery redelivery = new Redelivery(application.redeliveryAttempts(), application.redeliveryInterval());
        return claims.stream()
                .map(claim -> Delivery.logged(
                        new Outcome(claim, outcome, at, Optional.of(Notice.Kind.DELIVERED), Optional.of(redelivery))))
                .toList();
    }

    private static DeliveryOutcome outcome(Verdict verdict) {
        return verdict.refusal().map(Outcome::of).orElse(TAKEN);
    }
}
