package org.letterwing.store;

import java.util.Collection;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.MessageStructure;

/** The structures of stored messages: each is read from the message's octets when it is first asked for. Thread-safe. */
@ApplicationScoped
public class Structures {

    @Inject
    private EntityManager entities;

    protected Structures() {}

    /** Works with the given entity manager. */
    public Structures(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the structures of messages by their keys; those that are gone are missing. In the caller's transaction. */
    public Map<Long, MessageStructure> of(Collection<Long> messages) {
        throw new UnsupportedOperationException(); // TODO
    }
}
