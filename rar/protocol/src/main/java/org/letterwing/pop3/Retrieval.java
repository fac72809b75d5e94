package org.letterwing.pop3;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;

import org.letterwing.net.ReadAhead;
import org.letterwing.pop3.Pop3Backend.Mail;
import org.letterwing.pop3.Pop3Backend.Maildrop;

/**
 * Reads the messages of a session. Most clients retrieve all of them, one after the other: so the next ones are read with
 * each. Lives on the session's event loop.
 */
final class Retrieval {

    private final Maildrop maildrop;
    private final Messages messages;
    private final ScheduledExecutorService loop;
    private final ReadAhead<Long, byte[]> ahead;

    Retrieval(Maildrop maildrop, Messages messages, ScheduledExecutorService loop) {
        this.maildrop = maildrop;
        this.messages = messages;
        this.loop = loop;
        ahead = new ReadAhead<>(loop, start -> start.length);
    }

    /** Returns the content of a message that is there. */
    Pieces of(long number) {
        Mail mail = messages.find(number);
        byte[] ready = ahead.take(number, mail.key());
        if (ready != null) {
            return new MailPieces(maildrop, mail, CompletableFuture.completedFuture(ready));
        }
        List<Mail> some = LongStream.range(number, number + ahead.count())
                .mapToObj(messages::find)
                .filter(found -> found != null && found.size() > 0)
                .toList();
        return some.size() < 2 || mail.size() == 0
                ? new MailPieces(maildrop, mail)
                : new MailPieces(maildrop, mail, start(mail, some));
    }

    private CompletionStage<byte[]> start(Mail mail, Collection<Mail> some) {
        return maildrop.starts(some).thenApplyAsync(starts -> keepOthers(mail, some, starts), loop);
    }

    private byte[] keepOthers(Mail mail, Collection<Mail> some, Map<Long, byte[]> starts) {
        Map<Long, byte[]> others = new LinkedHashMap<>();
        for (Mail other : some) {
            if (!other.equals(mail) && starts.containsKey(other.key())) {
                others.put(other.key(), starts.get(other.key()));
            }
        }
        ahead.keep(others);
        return starts.getOrDefault(mail.key(), new byte[0]);
    }
}
