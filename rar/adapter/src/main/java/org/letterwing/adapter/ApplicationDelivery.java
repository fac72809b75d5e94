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
import org.letterwing.smtp.Reply;

/** Hands one mail to an application's listener in one transaction, whose end decides the reply. */
final class ApplicationDelivery {

    private static final System.Logger LOG = System.getLogger(ApplicationDelivery.class.getName());

    private final Executor lane;

    ApplicationDelivery(Executor lane) {
        this.lane = lane;
    }

    /** Delivers; the stage completes with the reply after the transaction's end, and never fails. */
    CompletionStage<Reply> deliver(ApplicationListener listener, InboundMail mail) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        try {
            listener.turns().execute(lane, () -> reply.complete(call(listener, mail)));
        } catch (RejectedExecutionException e) {
            reply.complete(AdapterReplies.BUSY);
        }
        return reply;
    }

    private static Reply call(ApplicationListener listener, InboundMail mail) {
        try {
            Outcome<Void> outcome = listener.endpoint().run(bean -> {
                bean.onMail(mail);
                return null;
            });
            return reply(listener, outcome);
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, listener.name() + " takes no mail now", e);
            return AdapterReplies.BUSY;
        }
    }

    /** The outcome table of the promise: one row a line. */
    private static Reply reply(ApplicationListener listener, Outcome<Void> outcome) {
        boolean kept = outcome.end() == End.COMMITTED || outcome.end() == End.NONE;
        if (kept && outcome.failure() == null) {
            return AdapterReplies.TAKEN;
        }
        if (outcome.failure() instanceof MailRejectedException rejection) {
            return AdapterReplies.of(rejection.refusal());
        }
        LOG.log(
                Level.WARNING,
                "{0} did not take a mail; its client is told to try again: {1}",
                listener.name(),
                outcome);
        return AdapterReplies.FAILED;
    }
}
