package org.letterwing.notice;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.letterwing.notice.NoticeStore.Claimed;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.ListenerAwayException;

/** Brings notices to the listeners that are active on this server, a few at once to each. Thread-safe. */
final class NoticeWorker {

    private static final System.Logger LOG = System.getLogger(NoticeWorker.class.getName());

    /** How many notices one listener gets at once: less than the beans that the container keeps of it. */
    private static final int AT_ONCE = 4;

    /** Before what can't be told here is looked at again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final NoticeStore store;
    private final DeliveryListeners listeners;
    private final Executor threads;
    private final Duration lease;

    /** The names of the listeners by the keys of the notices that are under way to them. */
    private final Map<Long, String> underWay = new ConcurrentHashMap<>();

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Makes a worker.
     *
     * @param threads runs what it is given at once, however much that is
     * @param lease how long a notice is this worker's without a sign of life
     */
    NoticeWorker(NoticeStore store, DeliveryListeners listeners, Executor threads, Duration lease) {
        this.store = store;
        this.listeners = listeners;
        this.threads = threads;
        this.lease = lease;
    }

    /** Lets the worker look for what is due; returns at once. */
    void wake() {
        asked.set(true);
        if (!closed && looking.compareAndSet(false, true)) {
            try {
                threads.execute(this::lookUntilNobodyAsks);
            } catch (RejectedExecutionException e) {
                looking.set(false); // it ends
            }
        }
    }

    /** Renews the leases of what is under way, and looks for what is due; to be called often. */
    void maintain() {
        store.putOff(List.copyOf(underWay.keySet()), lease);
        wake();
    }

    /** Ends: what is under way ends by itself or with its thread. */
    void close() {
        closed = true;
    }

    private void lookUntilNobodyAsks() {
        try {
            while (asked.getAndSet(false) && !closed) {
                listeners.active().forEach(this::look);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The notices for applications could not be read, and are looked at again soon", e);
        } finally {
            looking.set(false);
        }
        if (asked.get()) {
            wake();
        }
    }

    private void look(DeliveryListeners.Active listener) {
        long busy = underWay.values().stream().filter(listener.name()::equals).count();
        if (busy < AT_ONCE) {
            for (Claimed claimed : store.claim(listener.name(), (int) (AT_ONCE - busy), lease)) {
                begin(listener, claimed);
            }
        }
    }

    private void begin(DeliveryListeners.Active listener, Claimed claimed) {
        // One that was claimed again, for its lease could not be renewed, is under way here still.
        if (underWay.putIfAbsent(claimed.id(), listener.name()) == null) {
            try {
                threads.execute(() -> run(listener, claimed));
            } catch (RejectedExecutionException e) { // it ends
                underWay.remove(claimed.id());
            }
        }
    }

    private void run(DeliveryListeners.Active listener, Claimed claimed) {
        try {
            tell(listener, claimed);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A notice may come again, for its end could not be written", e);
        } finally {
            underWay.remove(claimed.id());
        }
        wake();
    }

    private void tell(DeliveryListeners.Active listener, Claimed claimed) {
        try {
            if (listeners.tell(listener.name(), claimed.notice())) {
                store.remove(claimed.id());
            } else {
                store.failed(claimed.id(), listener);
            }
        } catch (ListenerAwayException e) {
            LOG.log(Level.DEBUG, "A notice waits on: {0}", e.getMessage());
            store.putOff(List.of(claimed.id()), PAUSE);
        }
    }
}
