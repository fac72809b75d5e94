package org.letterwing.directory;

import java.util.List;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException.Kind;

/** The remembered listeners of applications, as {@link DirectoryAdministration} shows and forgets them. */
final class Listeners {

    private final EntityManager entities;

    Listeners(EntityManager entities) {
        this.entities = entities;
    }

    Page<ListenerView> list(String after, int limit) throws DirectoryException {
        Directory.checkLimit(limit);
        List<ListenerView> found = entities
                .createQuery(
                        "select l from Listener l where l.application > :after order by l.application", Listener.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit + 1)
                .getResultList()
                .stream()
                .map(Listener::view)
                .toList();
        return Page.of(found, limit, ListenerView::application);
    }

    void remove(long id) throws DirectoryException {
        Listener listener = entities.find(Listener.class, id);
        if (listener == null) {
            throw new DirectoryException(Kind.NOT_FOUND, "There is no listener " + id);
        }
        entities.remove(listener);
    }
}
