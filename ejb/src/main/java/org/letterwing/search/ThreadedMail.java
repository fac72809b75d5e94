package org.letterwing.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.letterwing.structure.MessageFacts;

/**
 * What threads look at of one message (RFC 5256 4).
 *
 * @param id its normalised message id; null if it has none
 * @param references the ids of those before it in its thread, the oldest first
 */
record ThreadedMail(long uid, Instant sent, BaseSubject subject, String id, List<String> references) {

    static ThreadedMail of(MailboxRow row, MessageFacts facts) {
        var envelope = facts.structure().envelope();
        List<String> ids = MessageIds.of(envelope.messageId());
        List<String> references = MessageIds.of(facts.references());
        if (references.isEmpty()) {
            // RFC 5256 4: only the first one there counts.
            List<String> answered = MessageIds.of(envelope.inReplyTo());
            references = answered.isEmpty() ? answered : new ArrayList<>(answered.subList(0, 1));
        }
        return new ThreadedMail(
                row.uid(),
                SortValues.sent(row, envelope),
                BaseSubject.of(envelope.subject()),
                ids.isEmpty() ? null : ids.get(0),
                references);
    }
}
