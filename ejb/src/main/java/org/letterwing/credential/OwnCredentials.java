package org.letterwing.credential;

import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Logins;
import org.letterwing.directory.SessionEnds;

/** What beans have in common by which owners of accounts manage what opens these: they work for the caller alone. */
abstract class OwnCredentials {

    @Inject
    private EntityManager entities;

    @Inject
    private Logins logins;

    @Inject
    private SessionEnds ends;

    @Inject
    private ChangeLog changes;

    @Resource
    private SessionContext session;

    private Supplier<String> caller;

    /** For the container. */
    OwnCredentials() {}

    /** Works with the given entity manager, in its transaction. */
    OwnCredentials(EntityManager entities, Logins logins, ChangeLog changes, Supplier<String> caller) {
        this.entities = entities;
        this.logins = logins;
        this.ends = new SessionEnds(entities);
        this.changes = changes;
        this.caller = caller;
    }

    @PostConstruct
    private void assemble() {
        caller = () -> session.getCallerPrincipal().getName();
    }

    /** Returns who calls; NOT_FOUND if the account was removed meanwhile. */
    Owner owner() throws DirectoryException {
        return Owner.named(caller(), entities);
    }

    /** Returns who calls if they know the account's own password, which is wiped. */
    Owner owner(char[] present) throws DirectoryException {
        Owner owner = owner();
        owner.prove(present, logins);
        return owner;
    }

    String caller() {
        return caller.get();
    }

    EntityManager entities() {
        return entities;
    }

    SessionEnds ends() {
        return ends;
    }

    ChangeLog changes() {
        return changes;
    }
}
