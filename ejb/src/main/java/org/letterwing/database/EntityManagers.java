package org.letterwing.database;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Gives the container's entity manager, which belongs to the transaction that uses it, to beans that are no enterprise
 * beans. In those WildFly looks for the persistence unit before it is sure to be there, and a deployment then fails.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class EntityManagers {

    @PersistenceContext(unitName = "letterwing")
    private EntityManager entities;

    /** Returns the entity manager. Thread-safe. */
    @Produces
    public EntityManager entities() {
        return entities;
    }
}
