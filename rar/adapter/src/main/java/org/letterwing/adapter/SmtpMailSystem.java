package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.resource.spi.UnavailableException;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient.Report;
import org.letterwing.api.Refusal;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.api.SessionFacts;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.SenderChecks;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.spi.Verdict;
import org.letterwing.spool.MailContent;

/**
 * The mail system behind SMTP sessions: recipients are asked of the policy, and a mail goes to its one owner, the sink
 * or an application's listener.
 */
final class SmtpMailSystem implements SmtpBackend {

    private static final System.Logger LOG = System.getLogger(SmtpMailSystem.class.getName());

    private final BooleanSupplier ready;
    private final Activations activations;
    private final BeanQuestions<SessionPolicy> policy;
    private final SinkLanes sink;
    private final BeanQuestions<MailSink> reports;
    private final ApplicationDelivery applications;
    private final Supplier<Optional<SenderChecks>> senders;
    private final SessionTrace trace;

    /** Who takes mail for a recipient: a listener of an application, perhaps only if it is known who sent it. */
    private record Owner(String listener, boolean requireAuthenticated) {}

    SmtpMailSystem(
            BooleanSupplier ready,
            Activations activations,
            BeanQuestions<SessionPolicy> policy,
            SinkLanes sink,
            BeanQuestions<MailSink> reports,
            ApplicationDelivery applications,
            Supplier<Optional<SenderChecks>> senders,
            SessionTrace trace) {
        this.senders = senders;
        this.trace = trace;
        this.reports = reports;
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
            return recipientReply(answer, address);
        });
    }

    private RecipientReply recipientReply(RecipientAnswer answer, String address) {
        Optional<ApplicationListener> active = answer.listener().flatMap(activations::find);
        if (active.filter(listener -> !listener.takes(address)).isPresent()) { // the directory knows patterns alone
            return new RecipientReply(AdapterReplies.of(Refusals.NO_SUCH_RECIPIENT), null);
        }
        boolean inSession = active.filter(ApplicationListener::isInSession).isPresent();
        return answer.refusal()
                .filter(refusal -> !inSession)
                .map(refusal -> new RecipientReply(AdapterReplies.of(refusal), null))
                .orElse(new RecipientReply(
                        AdapterReplies.RECIPIENT_OK,
                        answer.listener()
                                .map(listener -> new Owner(listener, answer.requireAuthenticated()))
                                .orElse(null)));
    }

    /** Returns the listener if it takes mail in the session, now. */
    private Optional<ApplicationListener> inSession(String name) {
        return activations.find(name).filter(ApplicationListener::isInSession);
    }

    @Override
    public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
        ArrivedMail mail = new ArrivedMail(transaction, content);
        return checked(mail)
                .thenCompose(found -> deliver(transaction, found))
                .handle(SmtpMailSystem::reply)
                .whenComplete((reply, e) -> trace.ended(mail, reply))
                .whenComplete((r, e) -> content.close());
    }

    private CompletionStage<CheckedMail> checked(InboundMail mail) {
        try {
            return senders.get()
                    .orElseThrow(() -> new UnavailableException("The mail system is not connected"))
                    .check(mail);
        } catch (UnavailableException | RuntimeException e) { // the container takes no calls now
            LOG.log(Level.WARNING, "A mail could not be checked", e);
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Verdict> deliver(MailTransaction transaction, CheckedMail checked) {
        InboundMail mail = checked.mail();
        Optional<Refusal> refusal = checked.refusal().or(() -> refuseUnknown(transaction, mail));
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(Verdict.refused(refusal.get()));
        }
        return owner(transaction)
                .map(listener -> applications
                        .deliver(listener, mail)
                        .whenComplete((verdict, e) -> trace.ended(mail, listener.name(), verdict))
                        .thenCompose(v -> report(v, mail)))
                .orElseGet(() -> sink.accept(mail));
    }

    /** Refuses for all recipients, for whoever may be a forger should not be sent a report for one of them. */
    private static Optional<Refusal> refuseUnknown(MailTransaction transaction, InboundMail mail) {
        boolean isWanted = transaction.recipients().stream()
                .anyMatch(recipient -> recipient.owner() instanceof Owner owner && owner.requireAuthenticated());
        return isWanted ? refusal(mail.authentication().dmarc()) : Optional.empty();
    }

    private static Optional<Refusal> refusal(Result dmarc) {
        return switch (dmarc) {
            case PASS -> Optional.empty();
            case TEMPERROR -> Optional.of(Refusals.SENDER_UNKNOWN_NOW);
            default -> Optional.of(Refusals.SENDER_UNKNOWN);
        };
    }

    /** The listener's transaction has ended: a report that can't be sent changes nothing of it. */
    private CompletionStage<Verdict> report(Verdict verdict, InboundMail mail) {
        boolean isWanted = mail.envelope().recipients().stream()
                .anyMatch(recipient -> recipient.reports().contains(Report.SUCCESS));
        if (!verdict.isTaken() || !isWanted) {
            return CompletableFuture.completedStage(verdict);
        }
        return reports.ask(bean -> {
                    bean.report(mail);
                    return verdict;
                })
                .exceptionally(failure -> {
                    LOG.log(Level.WARNING, "A sender could not be told that its mail was delivered", failure);
                    return verdict;
                });
    }

    /**
     * One owner takes a mail, so that no fan-out ever commits half: the listener to whom all recipients belong; else, or
     * if the mail is to wait, the sink.
     */
    private Optional<ApplicationListener> owner(MailTransaction transaction) {
        Object owner = transaction.recipients().get(0).owner();
        boolean isShared = transaction.recipients().stream().anyMatch(r -> !Objects.equals(r.owner(), owner));
        boolean waits = transaction
                .options()
                .holdUntil()
                .filter(Instant.now()::isBefore)
                .isPresent();
        return isShared || waits
                ? Optional.empty()
                : Optional.ofNullable((Owner) owner).map(Owner::listener).flatMap(this::inSession);
    }

    private static Reply reply(Verdict verdict, Throwable failure) {
        if (failure != null) {
            return AdapterReplies.BUSY;
        }
        return AdapterReplies.of(verdict);
    }
}
