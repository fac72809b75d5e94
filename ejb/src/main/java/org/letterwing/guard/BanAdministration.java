package org.letterwing.guard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Keyed;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Precondition;
import org.letterwing.directory.Reason;

/** Shows and ends bans. Each call is one transaction. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class BanAdministration {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    /** For the container. */
    public BanAdministration() {}

    BanAdministration(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /**
     * Lists the bans that last, in the order of their keys.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1 to {@value DirectoryAdministration#MAX_LIMIT}
     */
    @OnlyReads
    public Page<BanView> bans(String after, int limit) throws DirectoryException {
        return bans().lasting("bannedUntil", after, limit);
    }

    /** Returns one ban, also one that has ended and is remembered. */
    @OnlyReads
    public BanView ban(long id) throws DirectoryException {
        return bans().view(id);
    }

    /** Ends a ban and forgets it. */
    public void remove(long id) throws DirectoryException {
        BanView view = bans().remove(id, precondition);
        changes.tell(Change.of("ban removed", view.subject()).with("until", view.until(), null));
    }

    private Keyed<Ban, BanView> bans() {
        return new Keyed<>(entities, Ban.class, Ban::view, BanView::id, Reason.UNKNOWN_BAN);
    }
}
