package org.letterwing.net;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Says of something that hostile clients can make happen at will, at most once a minute, and how often. Thread-safe. */
final class RareLog {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final System.Logger log;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    RareLog(Class<?> subject) {
        log = System.getLogger(subject.getName());
    }

    /** Says it; {@code {0}} is the reason, {@code {1}} how often it happened, {@code {2}} this time's subject. */
    void tell(String message, Object reason, Object subject) {
        count.incrementAndGet();
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            log.log(Level.WARNING, message, reason, count.getAndSet(0), subject);
        }
    }
}
