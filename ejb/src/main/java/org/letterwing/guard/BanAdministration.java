package org.letterwing.guard;

import java.time.Instant;
import java.util.List;

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
        List<BanView> found = entities
                .createQuery(
                        "select b from Ban b where b.id > :after and b.bannedUntil > :now order by b.id", Ban.class)
                .setParameter("after", Page.key(after))
                .setParameter("now", Instant.now())
                .setMaxResults(limit + 1)
                .getResultList()
                .stream()
                .map(Ban::view)
                .toList();
        return Page.of(found, limit, ban -> Long.toString(ban.id()));
    }

    /** Returns one ban, also one that has ended and is remembered. */
    @OnlyReads
    public BanView ban(long id) throws DirectoryException {
        return find(id).view();
    }

    /** Ends a ban and forgets it. */
    public void remove(long id) throws DirectoryException {
        Ban ban = find(id);
        BanView view = ban.view();
        precondition.check(view);
        entities.remove(ban);
        changes.tell(Change.of("ban removed", view.subject()).with("until", view.until(), null));
    }

    private Ban find(long id) throws DirectoryException {
        Ban ban = entities.find(Ban.class, id);
        if (ban == null) {
            throw new DirectoryException(Reason.UNKNOWN_BAN, id);
        }
        return ban;
    }
}
