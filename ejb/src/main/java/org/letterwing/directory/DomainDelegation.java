package org.letterwing.directory;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

/**
 * Lets accounts administer domains, and no longer. Only an administrator of the server does so: nobody hands on what was
 * given to him. Domains and accounts are named as in {@link DirectoryAdministration}; each call is one transaction.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class DomainDelegation {

    @Inject
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    /** For the container. */
    public DomainDelegation() {}

    DomainDelegation(EntityManager entities, DirectoryVersion version, ChangeLog changes) {
        this.entities = entities;
        this.version = version;
        this.changes = changes;
    }

    /** Returns all administrators of a domain. */
    @OnlyReads
    public List<DomainAdministratorView> administrators(String domain) throws DirectoryException {
        return all().list(domain);
    }

    /** Returns one administrator of a domain. */
    @OnlyReads
    public DomainAdministratorView administrator(String domain, String account) throws DirectoryException {
        return all().view(domain, account);
    }

    /**
     * Lets an account administer a domain. CONFLICT if it does already.
     *
     * @param account the account's address, in whatever domain it is; UNPROCESSABLE if it isn't there
     */
    public DomainAdministratorView add(String domain, String account) throws DirectoryException {
        version.raise();
        DomainAdministratorView added = all().add(domain, account);
        changes.tell(Change.of("domain administrator added", domain).with("account", null, added.account()));
        return added;
    }

    /** Takes the right back. From now on the account administers the domain no more, also where it is signed in. */
    public void remove(String domain, String account) throws DirectoryException {
        version.raise();
        DomainAdministratorView administrator = all().view(domain, account);
        precondition.check(administrator);
        all().remove(domain, account);
        changes.tell(Change.of("domain administrator removed", domain).with("account", administrator.account(), null));
    }

    private DomainAdministrators all() {
        return new DomainAdministrators(entities);
    }
}
