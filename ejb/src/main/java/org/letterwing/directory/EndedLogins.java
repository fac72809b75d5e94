package org.letterwing.directory;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.spi.EndedLogin;

/**
 * Says which logins hold no longer: of an account that was suspended or removed since, or has another password. Thread-safe.
 *
 * <p>Who logs in remembers the version of the directory from before its password was checked. On another server than the
 * one that changes an account that version may be a second old, so that whoever logs in within that second with the new
 * password has to do so once more.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class EndedLogins {

    private static final int MOST_TOLD = 1000;
    private static final int KEPT = 10_000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    private final VersionedCache<Begun, Boolean> known = new VersionedCache<>(KEPT);

    /** A login that began at a version. */
    private record Begun(String account, long version) {}

    /** For the container. */
    public EndedLogins() {}

    EndedLogins(EntityManager entities, DirectoryVersion version) {
        this.entities = entities;
        this.version = version;
    }

    /** Returns the version of the directory, at most a second old. */
    public long version() {
        return version.current();
    }

    /** Returns the first that follow on a version, in their order. */
    public List<EndedLogin> after(long last) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT version, account FROM ended_login WHERE version > :last ORDER BY version",
                        Object[].class)
                .setParameter("last", last)
                .setMaxResults(MOST_TOLD)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new EndedLogin((Long) row[0], (String) row[1]))
                .toList();
    }

    /**
     * Returns whether a login holds no longer.
     *
     * @param account the canonical name of who has logged in
     * @param begun the version before the login
     */
    public boolean isOver(String account, long begun) {
        return known.get(new Begun(account, begun), version.current(), this::look);
    }

    private boolean look(Begun login) {
        int at = login.account().lastIndexOf('@');
        return !entities.createNativeQuery(
                        "SELECT version FROM ended_login WHERE version > :begun AND account IN (:account, :domain)",
                        Long.class)
                .setParameter("begun", login.version())
                .setParameter("account", login.account())
                .setParameter(
                        "domain", at < 0 ? login.account() : login.account().substring(at))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
