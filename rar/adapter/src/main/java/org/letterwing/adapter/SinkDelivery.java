package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.resource.ResourceException;

import org.letterwing.adapter.EndpointCall.End;
import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.adapter.SinkLanes.Waiting;
import org.letterwing.api.InboundMail;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/**
 * Hands batches to the sink, and gives each mail its verdict after the transaction's end.
 *
 * <p>An unexpected failure is tried again one mail at a time, so that a poisonous mail fails alone. Mails whose commit
 * has an unknown outcome are handed on to be asked about.
 */
final class SinkDelivery {

    private static final System.Logger LOG = System.getLogger(SinkDelivery.class.getName());

    static final Method ACCEPT = Activations.method(MailSink.class, "accept", List.class);
    static final Method ACCEPT_AGAIN = Activations.method(MailSink.class, "acceptAgain", InboundMail.class);

    private final Supplier<Optional<EndpointCall<MailSink>>> sink;
    private final UnknownOutcomes unknownOutcomes;

    /**
     * Makes a delivery.
     *
     * @param sink the sink's endpoint; empty while it isn't active
     * @param unknownOutcomes takes mails whose commit has an unknown outcome
     */
    SinkDelivery(Supplier<Optional<EndpointCall<MailSink>>> sink, UnknownOutcomes unknownOutcomes) {
        this.sink = sink;
        this.unknownOutcomes = unknownOutcomes;
    }

    /** Delivers a batch; every verdict is completed, or handed on, when it returns. */
    void deliver(List<Waiting> batch) {
        try {
            attempt(batch);
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.WARNING, "The bean that stores mail takes none now: {0}", e.toString());
            batch.forEach(w -> w.verdict().completeExceptionally(new SinkBusyException()));
        }
    }

    /** Returns whether the transaction has committed. */
    private boolean attempt(List<Waiting> batch) throws ResourceException {
        Optional<EndpointCall<MailSink>> endpoint = sink.get();
        if (endpoint.isEmpty()) {
            batch.forEach(w -> w.verdict().completeExceptionally(new SinkBusyException()));
            return false;
        }
        Outcome<List<Verdict>> outcome = endpoint.get()
                .run(sink -> sink.accept(batch.stream().map(Waiting::mail).toList()));
        if (outcome.end() == End.COMMITTED) {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).verdict().complete(outcome.result().get(i));
            }
            return true;
        }
        if (outcome.end() == End.UNKNOWN) {
            LOG.log(
                    Level.WARNING,
                    "A commit failed; its mails are looked up again: {0}",
                    String.valueOf(outcome.failure()));
            batch.forEach(unknownOutcomes::resolve);
        } else if (outcome.failure() instanceof StorageFullException) {
            LOG.log(Level.ERROR, "No room to store mail: {0}", outcome.failure().getMessage());
            batch.forEach(w -> w.verdict().complete(Verdict.refused(Refusals.STORAGE_FULL)));
        } else if (batch.size() == 1) {
            LOG.log(
                    Level.WARNING,
                    "A mail could not be stored; its client is told to try again: {0}",
                    String.valueOf(outcome.failure()));
            batch.get(0).verdict().complete(Verdict.refused(Refusals.TEMPORARY_FAILURE));
        } else {
            oneByOne(batch);
        }
        return false;
    }

    /** Two failures in a row are no longer one poisonous mail: then the rest is not tried. */
    private void oneByOne(List<Waiting> batch) throws ResourceException {
        int failuresInARow = 0;
        for (Waiting waiting : batch) {
            if (failuresInARow < 2) {
                failuresInARow = attempt(List.of(waiting)) ? 0 : failuresInARow + 1;
            } else {
                waiting.verdict().complete(Verdict.refused(Refusals.TEMPORARY_FAILURE));
            }
        }
    }
}
