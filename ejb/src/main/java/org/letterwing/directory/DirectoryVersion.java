package org.letterwing.directory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;

/**
 * Counts the changes of the directory, on all servers that share it. Thread-safe.
 *
 * <p>What was read at one version may be kept until the version is another. The counter's row is also the lock that
 * lets one change follow the other, so that what a change has checked stays true until it commits.
 */
@ApplicationScoped
class DirectoryVersion {

    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    private EntityManager entities;

    @Inject
    private Event<Raised> raised;

    private final AtomicLong readAt = new AtomicLong(System.nanoTime() - MAX_AGE_NANOS);
    private final AtomicLong version = new AtomicLong();

    /** For the container. */
    protected DirectoryVersion() {}

    DirectoryVersion(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Begins a change in the caller's transaction: waits for other changes to end, and locks them out.
     *
     * @return the version that the change makes
     */
    long raise() {
        entities.createNativeQuery("UPDATE directory_version SET version = version + 1")
                .executeUpdate();
        long next = read();
        if (raised != null) {
            raised.fire(new Raised(next));
        }
        return next;
    }

    /** Is told by the container of a change of this server that has committed. */
    void follow(@Observes(during = TransactionPhase.AFTER_SUCCESS) Raised change) {
        version.accumulateAndGet(change.version, Math::max);
    }

    /** Returns the version, at most a second old. */
    long current() {
        long now = System.nanoTime();
        long before = readAt.get();
        // One thread reads, others go on with what is known.
        if (now - before >= MAX_AGE_NANOS && readAt.compareAndSet(before, now)) {
            version.accumulateAndGet(read(), Math::max);
        }
        return version.get();
    }

    private long read() {
        return (Long) entities.createNativeQuery("SELECT version FROM directory_version", Long.class)
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
    }

    /**
     * A transaction has raised the version.
     *
     * @param version the version that its commit makes
     */
    record Raised(long version) {}
}
