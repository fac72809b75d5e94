package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import jakarta.resource.ResourceException;

import org.letterwing.adapter.EndpointCall.End;
import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailRejectedException;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.Verdict;

/** Hands one mail to an application's listener in one transaction, whose end decides the verdict. */
final class ApplicationDelivery {

    private static final System.Logger LOG = System.getLogger(ApplicationDelivery.class.getName());

    private final Executor lane;

    ApplicationDelivery(Executor lane) {
        this.lane = lane;
    }

    /**
     * Delivers; the stage completes after the transaction's end. It fails with {@link ListenerAwayException} if nothing
     * was done, and with nothing else.
     */
    CompletionStage<Verdict> deliver(ApplicationListener listener, InboundMail mail) {
        if (listener.isTooLarge(mail.size())) {
            return CompletableFuture.completedStage(Verdict.refused(Refusals.LARGER_THAN_APPLICATION_TAKES));
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            listener.turns().execute(lane, () -> call(listener, mail, verdict));
        } catch (RejectedExecutionException e) {
            verdict.completeExceptionally(new ListenerAwayException(listener.name() + " has enough to do"));
        }
        return verdict;
    }

    private static void call(ApplicationListener listener, InboundMail mail, CompletableFuture<Verdict> verdict) {
        try {
            verdict.complete(verdict(listener, listener.deliver(mail)));
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, listener.name() + " takes no mail now", e);
            verdict.completeExceptionally(new ListenerAwayException(listener.name() + " takes no mail now"));
        }
    }

    /** The outcome table of the promise: one row a line. */
    private static Verdict verdict(ApplicationListener listener, Outcome<Void> outcome) {
        boolean kept = outcome.end() == End.COMMITTED || outcome.end() == End.NONE;
        if (kept && outcome.failure() == null) {
            return Verdict.TAKEN;
        }
        if (outcome.failure() instanceof MailRejectedException rejection) {
            return Verdict.refused(rejection.refusal());
        }
        LOG.log(Level.WARNING, "{0} did not take a mail, which comes again: {1}", listener.name(), outcome);
        return Verdict.refused(Refusals.APPLICATION_FAILED);
    }
}
