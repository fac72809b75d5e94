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
import org.letterwing.directory.Keyed;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Precondition;
import org.letterwing.directory.Reason;
import org.letterwing.settings.Networks;

/**
 * Manages the networks whose clients the mail listeners turn away, or let in, beside those of the settings. All servers
 * that share the database know them within seconds. Each call is one transaction.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class AccessAdministration {

    /** The most networks: each connection is compared with all of them. */
    public static final int MOST = 1000;

    /** The longest note. */
    public static final int MAX_NOTE = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    /** For the container. */
    public AccessAdministration() {}

    AccessAdministration(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /**
     * Lists the networks that have not ended, in the order of their keys.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1 to {@value DirectoryAdministration#MAX_LIMIT}
     */
    @OnlyReads
    public Page<AccessView> networks(String after, int limit) throws DirectoryException {
        return networks().lasting("ends", after, limit);
    }

    /** Returns one network. */
    @OnlyReads
    public AccessView network(long id) throws DirectoryException {
        return networks().view(id);
    }

    /**
     * Adds a network; sessions that are open go on.
     *
     * @param network in CIDR, or an address; CONFLICT if it is there already
     * @param note why, may be empty
     * @param until when it ends; null for never
     */
    public AccessView add(String network, AccessVerdict verdict, String note, Instant until) throws DirectoryException {
        Instant now = Instant.now();
        String canonical = canonical(network);
        String reason = note == null ? "" : note.strip();
        if (reason.length() > MAX_NOTE) {
            throw new DirectoryException(Reason.NETWORK_NOTE, MAX_NOTE);
        }
        if (until != null && !until.isAfter(now)) {
            throw new DirectoryException(Reason.NETWORK_END);
        }
        entities.createQuery("delete from AccessNetwork n where n.ends <= :now")
                .setParameter("now", now)
                .executeUpdate();
        checkRoom(canonical);
        AccessNetwork added = new AccessNetwork(canonical, verdict, reason, until);
        entities.persist(added);
        changes.tell(Change.of("network added", canonical)
                .with("verdict", null, verdict)
                .with("note", "", reason)
                .with("until", null, until));
        return added.view();
    }

    private static String canonical(String network) throws DirectoryException {
        try {
            return Networks.canonical(String.valueOf(network));
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(Reason.NO_NETWORK, network);
        }
    }

    private void checkRoom(String network) throws DirectoryException {
        List<String> all = entities.createQuery("select n.network from AccessNetwork n", String.class)
                .getResultList();
        if (all.contains(network)) {
            throw new DirectoryException(Reason.NETWORK_TAKEN, network);
        }
        if (all.size() >= MOST) {
            throw new DirectoryException(Reason.TOO_MANY_NETWORKS, MOST);
        }
    }

    /** Removes a network. */
    public void remove(long id) throws DirectoryException {
        AccessView view = networks().remove(id, precondition);
        changes.tell(Change.of("network removed", view.network()).with("verdict", view.verdict(), null));
    }

    private Keyed<AccessNetwork, AccessView> networks() {
        return new Keyed<>(entities, AccessNetwork.class, AccessNetwork::view, AccessView::id, Reason.UNKNOWN_NETWORK);
    }
}
