package org.letterwing.directory;

import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * Decides which domains the caller administers. It asks the database each time, so that a right that was taken away ends at
 * once, whoever is signed in; and nobody administers anything while the account is suspended.
 */
@Stateless
@PermitAll
public class ManagedDomains {

    @Resource
    private SessionContext context;

    @Inject
    private EntityManager entities;

    /** For the container. */
    public ManagedDomains() {}

    /** Returns the caller's domains: all for an administrator of the server, none for who administers nothing. */
    public Reach ofCaller() {
        if (context.isCallerInRole(Login.ADMINISTRATOR)) {
            return Reach.ALL;
        }
        return context.isCallerInRole(Login.DOMAIN_ADMINISTRATOR)
                ? new DomainAdministrators(entities)
                        .reachOf(context.getCallerPrincipal().getName())
                : Reach.of(Set.of());
    }
}
