package org.letterwing.imap;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.letterwing.mailbox.MailboxAccess;

/**
 * What an IMAP session asks of the mail system behind it.
 *
 * <p>Calls come from an event loop and must not block; the stages may complete on any thread. Thread-safe.
 */
public interface ImapBackend {

    /** A question: one or more operations on mailboxes, each in a transaction of its own. May block. */
    interface Question<R> {
        R ask(MailboxAccess mailboxes) throws Exception;
    }

    /** Returns why no session can begin now, as text for the client; empty when one can. */
    Optional<String> refuseSession();

    /**
     * Asks.
     *
     * @return fails with what was thrown, or if too many questions wait
     */
    <R> CompletionStage<R> ask(Question<R> question);

    /** Asks what may take long, so that others need not wait behind it. */
    <R> CompletionStage<R> askLong(Question<R> question);

    /**
     * Watches a mailbox for a session that idles (RFC 2177).
     *
     * @param mailbox the key of an open mailbox
     * @param known the highest modification sequence that the session knows
     * @param news is run once, on any thread, when the mailbox has changed since; never after the watch is closed
     */
    Watch watch(long mailbox, long known, Runnable news);

    /** A watch that lasts until it is closed, or its news were told. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}
