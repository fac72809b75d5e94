package org.letterwing.directory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.api.SessionFacts;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.ListenerFacts.Kind;

/**
 * Says which listeners of applications are told what becomes of a mail: with no senders of their own those of the
 * application that sent it, else those of whose senders it comes, if their application sent it or may send as that address.
 * Thread-safe; works in the caller's transaction.
 *
 * <p>A mail of nobody, or that neither a user nor an application has handed in, has no audience: strangers can't make work
 * for an application, nor can reports lead to one another.
 */
@ApplicationScoped
public class DeliveryAudience {

    @Inject
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    @Inject
    private ApplicationSenders senders;

    /** The remembered listeners, under the one key: most servers have none, and each mail asks. */
    private final VersionedCache<Kind, List<ListenerFacts>> remembered = new VersionedCache<>(1);

    protected DeliveryAudience() {}

    /** Works with the given entity manager. */
    public DeliveryAudience(EntityManager entities) {
        this.entities = entities;
        version = new DirectoryVersion(entities);
        senders = new ApplicationSenders(entities);
    }

    /**
     * Returns the names of the listeners that are told of a mail, whether they are active or not.
     *
     * @param session what is known of the session that brought it
     * @param reversePath the sender of its envelope
     */
    public Set<String> of(SessionFacts session, String reversePath) {
        if (reversePath.isEmpty() || session.user().isEmpty()) {
            return Set.of();
        }
        return remembered.get(Kind.DELIVERY, version.current(), this::load).stream()
                .filter(listener -> isTold(listener, session, reversePath))
                .map(ListenerFacts::name)
                .collect(Collectors.toSet());
    }

    private boolean isTold(ListenerFacts listener, SessionFacts session, String reversePath) {
        String application = ApplicationName.ofListener(listener.name());
        boolean own = session.listener().equals(SessionFacts.APPLICATION)
                && session.user().filter(application::equals).isPresent();
        return listener.takesFrom(reversePath)
                && (own
                        || !listener.senders().isEmpty()
                                && senders.firstRefused(application, Set.of(reversePath))
                                        .isEmpty());
    }

    private List<ListenerFacts> load(Kind kind) {
        return entities
                .createQuery("select l from Listener l where l.kind = :kind", Listener.class)
                .setParameter("kind", kind)
                .getResultList()
                .stream()
                .map(Listener::facts)
                .toList();
    }
}
