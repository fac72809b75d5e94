package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import org.letterwing.pop3.Pop3Backend;
import org.letterwing.spi.MaildropAccess;
import org.letterwing.spi.MaildropInUseException;

/** The mail system behind POP3 sessions: mails are asked of the mailboxes. */
final class Pop3MailSystem implements Pop3Backend {

    private static final System.Logger LOG = System.getLogger(Pop3MailSystem.class.getName());

    private final BooleanSupplier ready;
    private final BeanQuestions<MaildropAccess> mailboxes;

    Pop3MailSystem(BooleanSupplier ready, BeanQuestions<MaildropAccess> mailboxes) {
        this.ready = ready;
        this.mailboxes = mailboxes;
    }

    @Override
    public Optional<String> refuseSession() {
        return ready.getAsBoolean() ? Optional.empty() : Optional.of("The server is not ready, try again later");
    }

    @Override
    public CompletionStage<Opening> open(String account) {
        return mailboxes
                .ask(bean -> bean.open(account))
                .thenApply(maildrop -> new Opening(new HeldMaildrop(maildrop), null))
                .exceptionally(failure -> new Opening(null, reason(failure)));
    }

    private static OpeningFailure reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof MaildropInUseException) {
            return OpeningFailure.IN_USE;
        }
        LOG.log(Level.WARNING, "A maildrop can't be opened", cause);
        return OpeningFailure.TEMPORARY;
    }

    /** A maildrop with the key of its hold. */
    private final class HeldMaildrop implements Maildrop {

        private final UUID hold;
        private final List<Mail> mails;

        private HeldMaildrop(org.letterwing.spi.Maildrop maildrop) {
            this.hold = maildrop.hold();
            this.mails = maildrop.mails().stream()
                    .map(m -> new Mail(m.entry(), m.size()))
                    .toList();
        }

        @Override
        public List<Mail> mails() {
            return mails;
        }

        @Override
        public CompletionStage<byte[]> read(Mail mail, long offset) {
            return mailboxes.ask(bean -> bean.read(hold, mail.key(), offset));
        }

        @Override
        public CompletionStage<Map<Long, byte[]>> starts(Collection<Mail> some) {
            List<Long> entries = some.stream().map(Mail::key).toList();
            return mailboxes.ask(bean -> bean.starts(hold, entries));
        }

        @Override
        public CompletionStage<Void> renew() {
            return mailboxes.ask(bean -> {
                bean.renew(hold);
                return null;
            });
        }

        @Override
        public CompletionStage<Void> close(Set<Mail> deleted) {
            List<Long> entries = deleted.stream().map(Mail::key).toList();
            return mailboxes.ask(bean -> {
                bean.close(hold, entries);
                return null;
            });
        }
    }
}
