package org.letterwing.adapter;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import org.letterwing.imap.ImapBackend;
import org.letterwing.mailbox.MailboxAccess;

/** The mail system behind IMAP sessions: what they ask goes to the mailboxes as it is. */
final class ImapMailSystem implements ImapBackend {

    private final BooleanSupplier ready;
    private final BeanQuestions<MailboxAccess> mailboxes;
    private final BeanQuestions<MailboxAccess> searches;
    private final MailboxNews news;

    /**
     * Joins sessions and mailboxes.
     *
     * @param searches asks what may take long, and so has a lane of its own
     */
    ImapMailSystem(
            BooleanSupplier ready,
            BeanQuestions<MailboxAccess> mailboxes,
            BeanQuestions<MailboxAccess> searches,
            MailboxNews news) {
        this.ready = ready;
        this.mailboxes = mailboxes;
        this.searches = searches;
        this.news = news;
    }

    @Override
    public Optional<String> refuseSession() {
        return ready.getAsBoolean() ? Optional.empty() : Optional.of("The server is not ready, try again later");
    }

    @Override
    public <R> CompletionStage<R> ask(Question<R> question) {
        return mailboxes.ask(question::ask);
    }

    @Override
    public <R> CompletionStage<R> askLong(Question<R> question) {
        return searches.ask(question::ask);
    }

    @Override
    public Watch watch(long mailbox, long known, Runnable changed) {
        return news.watch(mailbox, known, changed);
    }
}
