package org.letterwing.search;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.FoundMessages;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.ThreadAlgorithm;

/** Searches a mailbox (RFC 9051 6.4.4, RFC 5256). Only messages with a UID are seen. Thread-safe. */
@ApplicationScoped
public class MailSearch {

    @Inject
    private EntityManager entities;

    protected MailSearch() {}

    /** Returns the messages that a search finds. */
    public FoundMessages search(long mailbox, SearchKey key) {
        throw new UnsupportedOperationException(); // TODO
    }

    /** Returns the UIDs of the messages that a search finds, in an order. */
    public List<Long> sort(long mailbox, SearchKey key, List<SortCriterion> order) {
        throw new UnsupportedOperationException(); // TODO
    }

    /** Returns the UIDs of the messages that a search finds, in threads. */
    public List<MessageThread> thread(long mailbox, SearchKey key, ThreadAlgorithm algorithm) {
        throw new UnsupportedOperationException(); // TODO
    }
}
