package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.letterwing.imap.ImapBackend.Watch;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.net.NetworkThreads;

/**
 * Looks whether watched mailboxes have changed: twice a second, all of them in one question, whoever changed them on
 * whichever server. Never a second question before the first is answered. Thread-safe.
 */
final class MailboxNews {

    private static final System.Logger LOG = System.getLogger(MailboxNews.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final BeanQuestions<MailboxAccess> mailboxes;
    private final Set<Watching> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();

    MailboxNews(BeanQuestions<MailboxAccess> mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Looks again and again, until the threads end. */
    static MailboxNews watched(NetworkThreads threads, BeanQuestions<MailboxAccess> mailboxes) {
        MailboxNews news = new MailboxNews(mailboxes);
        threads.repeat(INTERVAL, Runnable::run, news::look);
        return news;
    }

    /** One who watches; the same only as itself. */
    private final class Watching implements Watch {

        private final long mailbox;
        private final long known;
        private final Runnable news;

        private Watching(long mailbox, long known, Runnable news) {
            this.mailbox = mailbox;
            this.known = known;
            this.news = news;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /** Begins a watch, as {@link org.letterwing.imap.ImapBackend#watch} says. */
    Watch watch(long mailbox, long known, Runnable news) {
        Watching watching = new Watching(mailbox, known, news);
        watches.add(watching);
        return watching;
    }

    /** Asks once; returns at once. */
    void look() {
        if (watches.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        Set<Watching> asked = new HashSet<>(watches);
        Map<Long, Long> known = new HashMap<>();
        asked.forEach(watching -> known.merge(watching.mailbox, watching.known, Math::min));
        mailboxes.ask(bean -> bean.news(known)).whenComplete((changed, failure) -> {
            asking.set(false);
            if (failure == null) {
                tell(asked, changed);
            } else {
                LOG.log(Level.DEBUG, "Nobody knows now whether mailboxes have changed", failure);
            }
        });
    }

    private void tell(Set<Watching> asked, Set<Long> changed) {
        for (Watching watching : asked) {
            if (changed.contains(watching.mailbox) && watches.remove(watching)) {
                watching.news.run();
            }
        }
    }
}
