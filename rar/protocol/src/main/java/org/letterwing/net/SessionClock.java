package org.letterwing.net;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

/**
 * Notices when a client takes too long: is silent, sends or reads too slowly, or stays for too long. One timer a session,
 * so that activity costs no more than reading the clock.
 *
 * <p>Lives on one event loop.
 */
final class SessionClock {

    /** What the clock must know of a session, and tells it. */
    interface Watched {

        /** Returns whether the client waits for the server. */
        boolean isBusy();

        /** Returns whether the client has begun to send something that has an end. */
        boolean isReceiving();

        /** Returns how many octets the client has not yet taken. */
        long unread();

        /** The client's time is over; the clock has stopped. */
        void timedOut(Timeout timeout);
    }

    private static final long BUSY_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final EventExecutor executor;
    private final SessionLimits limits;
    private final Watched session;
    private final long since = System.currentTimeMillis();
    private final long began = System.nanoTime();
    private volatile long last = began;
    private long receivingSince = began;
    private long received;
    private volatile long everReceived;
    private volatile long sent;
    private long unreadSince;
    private long takenBefore = -1;
    private Future<?> timer;

    SessionClock(EventExecutor executor, SessionLimits limits, Watched session) {
        this.executor = executor;
        this.limits = limits;
        this.session = session;
        schedule(next(began));
    }

    /** The client has begun or completed something: its times start anew. */
    void touch() {
        long now = System.nanoTime();
        last = now;
        receivingSince = now;
        received = 0;
    }

    /** A part of what the client sends was taken. */
    void progress() {
        last = System.nanoTime();
    }

    /** Octets came from the client. */
    void received(int octets) {
        received += octets;
        everReceived = everReceived + octets; // the event loop alone writes
    }

    /** Octets went to the client. */
    void sent(int octets) {
        sent = sent + octets;
    }

    /** Returns how many octets have come from the client. On any thread, as the next ones. */
    long everReceived() {
        return everReceived;
    }

    /** Returns how many octets went to the client. */
    long everSent() {
        return sent;
    }

    /** Returns when the client has come. */
    Instant since() {
        return Instant.ofEpochMilli(since);
    }

    /** Returns when something has happened, to the second. */
    Instant lastActive() {
        return Instant.now().minusNanos(System.nanoTime() - last).truncatedTo(ChronoUnit.SECONDS);
    }

    void cancel() {
        timer.cancel(false);
    }

    private void schedule(long delay) {
        timer = executor.schedule(this::check, delay, TimeUnit.NANOSECONDS);
    }

    /** Returns when to look again. */
    private long next(long now) {
        long left =
                Math.min(limits.idle().toNanos() - (now - last), limits.total().toNanos() - (now - began));
        long window = limits.window().toNanos();
        left = Math.min(left, session.isReceiving() ? window - (now - receivingSince) : window);
        if (takenBefore >= 0) {
            left = Math.min(left, window - (now - unreadSince));
        }
        return Math.max(left, session.isBusy() ? BUSY_PAUSE : 0);
    }

    private void check() {
        long now = System.nanoTime();
        Timeout timeout = due(now);
        if (timeout == null) {
            schedule(next(now));
        } else {
            session.timedOut(timeout);
        }
    }

    private Timeout due(long now) {
        if (readsTooSlowly(now)) {
            return Timeout.NOT_READING;
        }
        if (session.isBusy()) {
            touch();
            return null;
        }
        if (now - began >= limits.total().toNanos()) {
            return Timeout.TOO_LONG;
        }
        if (now - last >= limits.idle().toNanos()) {
            return session.unread() > 0 ? Timeout.NOT_READING : Timeout.IDLE;
        }
        return sendsTooSlowly(now) ? Timeout.TOO_SLOW : null;
    }

    /** A window without a single octet is silence, which has a limit of its own. */
    private boolean sendsTooSlowly(long now) {
        if (!session.isReceiving() || now - receivingSince < limits.window().toNanos()) {
            return false;
        }
        boolean slow = received > 0 && received < limits.octetsInWindow();
        receivingSince = now;
        received = 0;
        return slow;
    }

    private boolean readsTooSlowly(long now) {
        long unread = session.unread();
        if (unread == 0) {
            takenBefore = -1;
            return false;
        }
        long taken = Math.max(sent - unread, 0);
        if (takenBefore >= 0 && now - unreadSince < limits.window().toNanos()) {
            return false;
        }
        boolean slow = takenBefore >= 0 && taken - takenBefore < limits.octetsInWindow();
        takenBefore = taken;
        unreadSince = now;
        return slow;
    }
}
