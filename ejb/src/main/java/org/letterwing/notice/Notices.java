package org.letterwing.notice;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.directory.ListenerBacklog;
import org.letterwing.settings.QueueSettings;

/** Keeps notices for listeners of applications, in the transaction in which they come to be. Thread-safe. */
@ApplicationScoped
public class Notices {

    private static final System.Logger LOG = System.getLogger(Notices.class.getName());

    /**
     * A notice is there; observers of the success of the transaction know that it can be claimed.
     *
     * @param listener for whom
     */
    public record Kept(String listener) {}

    @Inject
    private EntityManager entities;

    @Inject
    private ListenerBacklog backlog;

    @Inject
    private Event<Kept> kept;

    protected Notices() {}

    /** Works with the given entity manager, and without a container, which would tell observers. */
    public Notices(EntityManager entities) {
        this.entities = entities;
        backlog = new ListenerBacklog(entities);
    }

    /** Keeps notices for a listener, as far as there is room: {@code letterwing.listeners.backlog} bounds what waits. */
    public void keep(String listener, List<DeliveryNotice> notices) {
        long room = Math.max(0, QueueSettings.LISTENER_BACKLOG.get() - backlog.countNotices(listener));
        Instant expires = Instant.now().plus(QueueSettings.LISTENER_LIFETIME.get());
        notices.stream().limit(room).forEach(notice -> entities.persist(new StoredNotice(listener, notice, expires)));
        if (notices.size() > room) {
            LOG.log(
                    Level.WARNING,
                    "{0} has too many notices to take, and is not told of {1} more; letterwing.listeners.backlog allows"
                            + " more",
                    listener,
                    notices.size() - room);
        }
        if (kept != null) {
            kept.fire(new Kept(listener));
        }
    }
}
