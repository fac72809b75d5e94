package org.letterwing.notice;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.spi.DeliveryListeners;

/** The notices that wait, as their worker sees them: each call is a transaction of its own. Thread-safe. */
@Stateless
public class NoticeStore {

    private static final System.Logger LOG = System.getLogger(NoticeStore.class.getName());

    /**
     * A notice that a worker has under a lease.
     *
     * @param id its key
     * @param notice what is told
     */
    record Claimed(long id, DeliveryNotice notice) {}

    @Inject
    private EntityManager entities;

    /** For the container. */
    public NoticeStore() {}

    /** Works with the given entity manager, in its transaction. */
    NoticeStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Claims what is due for a listener, the longest due first. When the lease ends it is due again. */
    @SuppressWarnings("unchecked")
    public List<Claimed> claim(String listener, int most, Duration lease) {
        List<Long> due = entities.createNativeQuery(
                        "SELECT id FROM delivery_notice WHERE listener = :listener AND next_attempt <= CURRENT_TIMESTAMP"
                                + " ORDER BY next_attempt, id FETCH FIRST :most ROWS ONLY FOR UPDATE SKIP LOCKED",
                        Long.class)
                .setParameter("listener", listener)
                .setParameter("most", most)
                .getResultList();
        putOff(due, lease);
        return due.isEmpty()
                ? List.of()
                : entities
                        .createQuery(
                                "SELECT n FROM StoredNotice n WHERE n.id IN :ids ORDER BY n.id", StoredNotice.class)
                        .setParameter("ids", due)
                        .getResultList()
                        .stream()
                        .map(stored -> new Claimed(stored.id(), stored.notice()))
                        .toList();
    }

    /** Lets notices be due after a time: renews their leases, or gives back those with which nothing was done. */
    public void putOff(Collection<Long> ids, Duration time) {
        if (!ids.isEmpty()) {
            entities.createNativeQuery("UPDATE delivery_notice SET next_attempt ="
                            + " CURRENT_TIMESTAMP + CAST(:time AS INTEGER) * INTERVAL '1' SECOND WHERE id IN (:ids)")
                    .setParameter("time", time.toSeconds())
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    /** Removes a notice that was taken. */
    public void remove(long id) {
        entities.createQuery("DELETE FROM StoredNotice n WHERE n.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Notes that a listener did not take a notice: it is offered again, or given up. */
    public void failed(long id, DeliveryListeners.Active listener) {
        StoredNotice stored = entities.find(StoredNotice.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (stored == null) {
            return; // the listener was forgotten, or the notice has waited too long
        }
        if (stored.failed() < listener.redeliveryAttempts()) {
            putOff(List.of(id), listener.redeliveryInterval());
            return;
        }
        entities.remove(stored);
        LOG.log(
                Level.WARNING,
                "{0} did not take a notice in {1} attempts, and is not told: {2}",
                stored.listener(),
                listener.redeliveryAttempts(),
                stored.notice());
    }

    /**
     * Removes what waited too long for an application.
     *
     * @return how many
     */
    public int removeWhatWaitedTooLong() {
        return entities.createNativeQuery("DELETE FROM delivery_notice WHERE expires <= CURRENT_TIMESTAMP")
                .executeUpdate();
    }
}
