package org.letterwing.adapter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spool.MailContent;

/** Stands before a mail system, and tells the trace what is refused to SMTP sessions before there is a mail. */
final class TracedMailSystem implements SmtpBackend {

    private final SmtpBackend system;
    private final SessionTrace trace;

    TracedMailSystem(SmtpBackend system, SessionTrace trace) {
        this.system = system;
        this.trace = trace;
    }

    @Override
    public Optional<Reply> refuseSession(SmtpSession session) {
        return system.refuseSession(session);
    }

    @Override
    public CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses) {
        return system.refuseSender(session, addresses)
                .whenComplete((refusal, failure) -> Optional.ofNullable(refusal)
                        .flatMap(r -> r)
                        .ifPresent(reply -> trace.refused(session, addresses.get(0), reply)));
    }

    @Override
    public CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address) {
        return system.recipient(transaction, address).whenComplete((answer, failure) -> {
            if (answer != null && !answer.reply().isPositive()) {
                trace.refused(transaction, address, answer.reply());
            }
        });
    }

    @Override
    public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
        return system.deliver(transaction, content);
    }

    @Override
    public void refused(MailTransaction transaction, Reply reply) {
        trace.refused(transaction, reply);
    }
}
