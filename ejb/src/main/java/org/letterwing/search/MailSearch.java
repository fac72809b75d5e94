package org.letterwing.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.FoundMessages;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.ThreadAlgorithm;
import org.letterwing.mailbox.UidSet;
import org.letterwing.store.Structures;
import org.letterwing.structure.MessageFacts;

/** Searches a mailbox (RFC 9051 6.4.4, RFC 5256). Only messages with a UID are seen. Thread-safe. */
@ApplicationScoped
public class MailSearch {

    /** Of how many messages the facts are in memory together. */
    private static final int BATCH = 1000;

    @Inject
    private EntityManager entities;

    @Inject
    private Structures structures;

    @Inject
    private SearchIndex index;

    protected MailSearch() {}

    /** Works with the given entity manager and index. */
    public MailSearch(EntityManager entities, SearchIndex index) {
        this.entities = entities;
        this.index = index;
        structures = new Structures(entities);
    }

    /** Returns the messages that a search finds. */
    public FoundMessages search(long mailbox, SearchKey key) {
        List<MailboxRow> found = find(mailbox, key);
        return new FoundMessages(
                UidSet.of(found.stream().mapToLong(MailboxRow::uid).toArray()),
                found.stream().mapToLong(MailboxRow::modseq).max().orElse(0));
    }

    /** Returns the UIDs of the messages that a search finds, in an order. */
    public List<Long> sort(long mailbox, SearchKey key, List<SortCriterion> order) {
        List<SortValues> found = new ArrayList<>();
        withFacts(
                find(mailbox, key),
                (row, facts) -> found.add(SortValues.of(row, facts.structure().envelope(), order)));
        found.sort(SortValues.comparator(order));
        return found.stream().map(values -> values.row().uid()).toList();
    }

    /** Returns the UIDs of the messages that a search finds, in threads. */
    public List<MessageThread> thread(long mailbox, SearchKey key, ThreadAlgorithm algorithm) {
        List<ThreadedMail> found = new ArrayList<>();
        withFacts(find(mailbox, key), (row, facts) -> found.add(ThreadedMail.of(row, facts)));
        return switch (algorithm) {
            case ORDEREDSUBJECT -> SubjectThreads.of(found);
            case REFERENCES -> ReferenceThreads.of(found);
        };
    }

    private List<MailboxRow> find(long mailbox, SearchKey key) {
        List<MailboxRow> rows = MailboxRow.of(entities, mailbox);
        var texts = new TextSearch(entities, structures, index);
        return new Evaluation(rows, structures, texts)
                .find(key).stream().mapToObj(rows::get).toList();
    }

    private void withFacts(List<MailboxRow> rows, BiConsumer<MailboxRow, MessageFacts> use) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<MailboxRow> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            Map<Long, MessageFacts> known =
                    structures.facts(batch.stream().map(MailboxRow::message).toList());
            for (MailboxRow row : batch) {
                MessageFacts facts = known.get(row.message());
                if (facts != null) {
                    use.accept(row, facts);
                }
            }
        }
    }
}
