package org.letterwing.authentication.arrival;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import org.letterwing.authentication.Names;
import org.letterwing.spi.outbound.NameService;

/**
 * Whom the checks of one mail ask. The name servers of strangers may be silent on purpose: nothing that they answer takes
 * the time, or the room, of what the author's domain is asked for after it. Else a forger would only need to let the
 * checks wait.
 *
 * @param spf of the envelope's sender, and of HELO
 * @param keys of signatures
 * @param seals for the keys of those who passed the mail on
 * @param author for the policy of the domain in From
 */
public record MailQuestions(Names spf, Names keys, Names seals, Names author) {

    /** How many questions of all mails may be under way: fewer than the adapter can ask, for the queue asks too. */
    public static final class Room {

        private final Semaphore senders = new Semaphore(200, true);
        private final Semaphore seals = new Semaphore(100, true);
        private final Semaphore authors = new Semaphore(3 * ArrivalLanes.AT_ONCE); // DMARC asks three at once, at most
    }

    /**
     * Begins the time of a mail.
     *
     * @param limit for all questions together
     */
    public static MailQuestions of(NameService dns, Room room, Duration limit) {
        Duration part = limit.dividedBy(5);
        return new MailQuestions(
                new MailNames(dns, room.senders, part.multipliedBy(2)),
                new MailNames(dns, room.senders, part.multipliedBy(4)),
                new MailNames(dns, room.seals, part.multipliedBy(4)),
                new MailNames(dns, room.authors, limit));
    }
}
