package org.letterwing.directory;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Remembers the listeners of applications, so that their addresses don't vanish when an application is away. A listener
 * is known by the name of its application and bean; each call is one transaction.
 */
@Stateless
@PermitAll
public class ListenerMemory {

    private static final int MAX_NAME = 255;
    private static final String ANY = LocalPart.CATCH_ALL + "@";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    /** For the container. */
    public ListenerMemory() {}

    ListenerMemory(EntityManager entities, DirectoryVersion version) {
        this.entities = entities;
        this.version = version;
    }

    /**
     * Remembers a listener that has become active, in place of what was known of it.
     *
     * @param application the name of application and bean, at most 255 characters
     * @param patterns {@code local-part@domain} or {@code *@domain} each
     * @throws IllegalArgumentException if a pattern is neither, or the name is too long
     */
    public void remember(String application, Collection<String> patterns) {
        if (application.length() > MAX_NAME) {
            throw new IllegalArgumentException("An application's name has at most " + MAX_NAME + " characters");
        }
        Set<String> kept = new TreeSet<>();
        patterns.forEach(pattern -> kept.add(normalise(pattern)));
        if (find(application).filter(l -> l.patterns().equals(kept)).isEmpty()) {
            version.raise();
        }
        find(application).ifPresentOrElse(l -> l.seen(kept), () -> entities.persist(new Listener(application, kept)));
    }

    private static String normalise(String pattern) {
        return MailAddress.parse(pattern)
                .filter(address -> address.localPart().isPresent())
                .map(MailAddress::canonical)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The pattern '" + pattern + "' is neither an address nor " + ANY + " and a domain"));
    }

    private Optional<Listener> find(String application) {
        return entities
                .createQuery("select l from Listener l where l.application = :application", Listener.class)
                .setParameter("application", application)
                .getResultList()
                .stream()
                .findFirst();
    }
}
