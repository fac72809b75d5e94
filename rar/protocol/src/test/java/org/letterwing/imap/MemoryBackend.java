package org.letterwing.imap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import org.letterwing.sasl.TestAccounts;

/** The mail system that the tests talk to: one account with mailboxes in memory. Thread-safe. */
final class MemoryBackend implements ImapBackend {

    static final String USER = "alice@example.com";
    static final String PASSWORD = "a secret of  words ";

    final InMemoryMailboxes mailboxes = new InMemoryMailboxes();
    final TestAccounts accounts = new TestAccounts(USER, PASSWORD);
    volatile Executor executor = Runnable::run;
    volatile String refusal;
    /** What all questions fail with; null for not at all. */
    volatile Exception failure;

    /** Runs after each question. */
    volatile Runnable afterQuestion = () -> {};

    private final List<Watching> watches = new CopyOnWriteArrayList<>();

    private record Watching(long mailbox, long known, Runnable news) {}

    @Override
    public Optional<String> refuseSession() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public <R> CompletionStage<R> ask(Question<R> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        if (failure != null) {
                            throw failure;
                        }
                        R answer = question.ask(mailboxes);
                        afterQuestion.run();
                        return answer;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    @Override
    public <R> CompletionStage<R> askLong(Question<R> question) {
        return ask(question);
    }

    @Override
    public Watch watch(long mailbox, long known, Runnable news) {
        var watching = new Watching(mailbox, known, news);
        watches.add(watching);
        return () -> watches.remove(watching);
    }

    /** Tells those who watch what has changed. */
    void tellWatches() {
        for (Watching watching : watches) {
            boolean changed = !mailboxes
                    .news(Map.of(watching.mailbox(), watching.known()))
                    .isEmpty();
            if (changed && watches.remove(watching)) {
                watching.news().run();
            }
        }
    }

    int watches() {
        return watches.size();
    }
}
