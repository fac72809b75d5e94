package org.letterwing.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;

import org.letterwing.spi.ListenerFacts;

/** The remembered listeners of applications, as {@link DirectoryAdministration} shows and forgets them. */
final class Listeners {

    private final EntityManager entities;
    private final ListenerBacklog backlog;
    private final ListenerPresence presence;

    Listeners(EntityManager entities) {
        this.entities = entities;
        backlog = new ListenerBacklog(entities);
        presence = new ListenerPresence(entities);
    }

    Page<ListenerView> list(String after, int limit) throws DirectoryException {
        Directory.checkLimit(limit);
        List<Listener> found = entities.createQuery(
                        "select l from Listener l where l.application > :after order by l.application", Listener.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit + 1)
                .getResultList();
        return Page.of(views(found), limit, ListenerView::application);
    }

    private List<ListenerView> views(List<Listener> listeners) {
        Map<String, Long> waiting = new HashMap<>(backlog.counts(names(listeners, ListenerFacts.Kind.MAIL)));
        waiting.putAll(backlog.countsOfNotices(names(listeners, ListenerFacts.Kind.DELIVERY)));
        Map<String, List<String>> servers = presence.servers();
        return listeners.stream()
                .map(listener -> listener.view(
                        servers.getOrDefault(listener.application(), List.of()),
                        waiting.getOrDefault(listener.application(), 0L)))
                .toList();
    }

    private static List<String> names(List<Listener> listeners, ListenerFacts.Kind kind) {
        return listeners.stream()
                .filter(listener -> listener.kind() == kind)
                .map(Listener::application)
                .toList();
    }

    ListenerView view(long id) throws DirectoryException {
        return view(find(id));
    }

    /** Lets a listener take mail of mailboxes, or lets it not. */
    ListenerView override(long id, boolean mailboxes) throws DirectoryException {
        Listener listener = find(id);
        if (listener.kind() != ListenerFacts.Kind.MAIL) {
            throw new DirectoryException(Reason.LISTENER_TAKES_NO_MAIL, id);
        }
        listener.setOverridesMailboxes(mailboxes);
        return view(listener);
    }

    /** Forgets a listener: what waits for it looks for another recipient. */
    void remove(long id) throws DirectoryException {
        Listener listener = find(id);
        entities.remove(listener);
        backlog.release(listener.application());
    }

    private ListenerView view(Listener listener) {
        return views(List.of(listener)).get(0);
    }

    private Listener find(long id) throws DirectoryException {
        Listener listener = entities.find(Listener.class, id);
        if (listener == null) {
            throw new DirectoryException(Reason.UNKNOWN_LISTENER, id);
        }
        return listener;
    }
}
