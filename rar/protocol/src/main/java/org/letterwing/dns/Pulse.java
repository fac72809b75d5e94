package org.letterwing.dns;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Type;

/**
 * Knows whether the name servers say anything at all, so that nobody waits for servers that are away. Thread-safe.
 *
 * <p>When one question gets no answer, it may be for the servers of that domain alone. So the name servers are asked for
 * those of the root, which all of them know. If they don't answer that either, no question is worth the wait, but one in a
 * second, until one is answered.
 */
final class Pulse {

    /** Before a question without an answer is a reason to ask for the root. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Resolver resolver;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicLong lastTry = new AtomicLong();
    private volatile boolean silent;
    private volatile boolean closed;

    /**
     * Makes a pulse.
     *
     * @param resolver asks the name servers
     * @param timer watches the time
     */
    Pulse(Resolver resolver, ScheduledExecutorService timer) {
        this.resolver = resolver;
        this.timer = timer;
    }

    /** Lets no question be asked any more: one would start dnsjava's thread again, for ever. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns whether a question would be in vain. */
    boolean isSilent() {
        if (!silent) {
            return false;
        }
        long now = System.nanoTime();
        long last = lastTry.get();
        return now - last < PAUSE_NANOS || !lastTry.compareAndSet(last, now);
    }

    /** Notes that a question was answered, in whatever way. */
    void heard() {
        silent = false;
    }

    /** Finds out whether the name servers are there; returns at once. */
    void feel() {
        if (!closed && !silent && asking.compareAndSet(false, true)) {
            Message question = Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
            CompletableFuture<Message> answer = resolver.sendAsync(question).toCompletableFuture();
            Future<?> limit = timer.schedule(() -> answer.cancel(false), LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            answer.whenComplete((found, failure) -> {
                limit.cancel(false);
                ended(failure == null);
            });
        }
    }

    private void ended(boolean answered) {
        lastTry.set(System.nanoTime());
        silent = !answered;
        asking.set(false);
    }
}
