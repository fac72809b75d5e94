package org.letterwing.queue;

import java.time.Instant;
import java.util.List;

/**
 * An entry of the queue as it is shown.
 *
 * @param id its key
 * @param sender the reverse-path, {@code ""} for nobody
 * @param nextAttempt when the next attempt is due; of no meaning unless it waits
 * @param expires when it is given up
 * @param attempts how many there were
 * @param lastStatus the enhanced status code of the last one; null if there was none
 * @param lastReply what was said in it; null if there was none
 * @param log the attempts in their order; empty in lists
 */
public record EntryView(
        long id,
        EntryState state,
        String sender,
        String recipient,
        String domain,
        int priority,
        Instant arrived,
        Instant nextAttempt,
        Instant expires,
        int attempts,
        String lastStatus,
        String lastReply,
        List<AttemptView> log) {

    static EntryView of(QueueEntry entry, List<AttemptView> log) {
        return new EntryView(
                entry.id(),
                entry.state(),
                entry.mail().reversePath(),
                entry.recipient().address(),
                entry.domain(),
                entry.priority(),
                entry.mail().arrived(),
                entry.nextAttempt(),
                entry.expires(),
                entry.attempts(),
                entry.lastStatus().orElse(null),
                entry.lastReply().orElse(null),
                log);
    }
}
