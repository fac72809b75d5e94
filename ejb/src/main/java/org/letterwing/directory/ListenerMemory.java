package org.letterwing.directory;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.spi.ListenerFacts;

/**
 * Remembers the listeners of applications, so that neither their addresses nor what they are told vanishes when an
 * application is away. A listener is known by the name of its application and bean; each call is one transaction.
 */
@Stateless
@PermitAll
public class ListenerMemory {

    private static final int MAX_NAME = 255;

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
     * @throws IllegalArgumentException if a pattern has no domain, or the name is too long
     */
    public void remember(ListenerFacts facts) {
        if (facts.name().length() > MAX_NAME) {
            throw new IllegalArgumentException("A listener's name has at most " + MAX_NAME + " characters");
        }
        Listener listener = find(facts.name()).orElseGet(() -> new Listener(facts.name()));
        if (listener.seen(facts)) {
            version.raise();
        }
        entities.persist(listener);
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
