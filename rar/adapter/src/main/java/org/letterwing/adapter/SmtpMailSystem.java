package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import org.letterwing.api.SessionFacts;
import org.letterwing.smtp.MailContent;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.spi.Verdict;

/**
 * The mail system behind SMTP sessions: recipients are asked of the policy, and a mail goes to its one owner, the sink
 * or an application's listener.
 */
final class SmtpMailSystem implements SmtpBackend {

    private static final System.Logger LOG = System.getLogger(SmtpMailSystem.class.getName());

    /** The owner of recipients whose mail the sink takes. */
    private static final Object SINK = new Object();

    private final BooleanSupplier ready;
    private final Activations activations;
    private final BeanQuestions<SessionPolicy> policy;
    private final SinkLanes sink;
    private final ApplicationDelivery applications;

    SmtpMailSystem(
            BooleanSupplier ready,
            Activations activations,
            BeanQuestions<SessionPolicy> policy,
            SinkLanes sink,
            ApplicationDelivery applications) {
        this.ready = ready;
        this.activations = activations;
        this.policy = policy;
        this.sink = sink;
        this.applications = applications;
    }

    @Override
    public Optional<Reply> refuseSession(SmtpSession session) {
        return ready.getAsBoolean() ? Optional.empty() : Optional.of(AdapterReplies.NOT_READY);
    }

    @Override
    public CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses) {
        String user = session.user().orElseThrow();
        return policy.ask(bean -> bean.refuseSender(user, addresses)).handle((refusal, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The question for a sender failed", failure);
                return Optional.of(AdapterReplies.BUSY);
            }
            return refusal.map(AdapterReplies::of);
        });
    }

    @Override
    public CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address) {
        SessionFacts session = ArrivedMail.facts(transaction.session());
        RecipientQuestion question = new RecipientQuestion(
                session,
                transaction.reversePath(),
                address,
                transaction.options().declaredSize());
        return policy.ask(bean -> bean.recipient(question)).handle((answer, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The question for a recipient failed", failure);
                return new RecipientReply(AdapterReplies.BUSY, null);
            }
            return recipientReply(transaction, address, answer);
        });
    }

    private RecipientReply recipientReply(MailTransaction transaction, String address, RecipientAnswer answer) {
        Object owner = switch (answer.owner()) {
            case MAILBOX -> SINK;
            case CATCH_ALL ->
                activations.listenerFor(address).<Object>map(l -> l).orElse(SINK);
            case NOBODY -> activations.listenerFor(address).orElse(null);
            case REFUSED -> null;
        };
        if (owner == null) {
            return new RecipientReply(AdapterReplies.of(answer.refusal()), null);
        }
        // One owner takes a mail, so that no fan-out ever commits half.
        if (transaction.recipients().stream().anyMatch(r -> r.owner() != owner)) {
            return new RecipientReply(AdapterReplies.ANOTHER_OWNER, null);
        }
        return new RecipientReply(AdapterReplies.RECIPIENT_OK, owner);
    }

    @Override
    public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
        ArrivedMail mail = new ArrivedMail(transaction, content);
        Object owner = transaction.recipients().get(0).owner();
        CompletionStage<Reply> reply = owner instanceof ApplicationListener listener
                ? applications.deliver(listener, mail)
                : sink.accept(mail).handle(SmtpMailSystem::reply);
        return reply.whenComplete((r, e) -> content.close());
    }

    private static Reply reply(Verdict verdict, Throwable failure) {
        if (failure != null) {
            return AdapterReplies.BUSY;
        }
        return verdict.refusal().map(AdapterReplies::of).orElse(AdapterReplies.TAKEN);
    }
}
