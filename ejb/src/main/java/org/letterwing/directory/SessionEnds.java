package org.letterwing.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Ends what has logged in to an account, for changes that are made outside the directory. Thread-safe. */
@ApplicationScoped
public class SessionEnds {

    @Inject
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    /** For the container. */
    protected SessionEnds() {}

    /** Works with the given entity manager, in its transaction. */
    public SessionEnds(EntityManager entities) {
        this.entities = entities;
        this.version = new DirectoryVersion(entities);
    }

    /**
     * Ends it when the caller's transaction commits; to be called before that changes anything else.
     *
     * @param name the account's canonical name
     */
    public void of(String name) {
        version.raise();
        new LoginEnds(entities).of(name);
    }
}
