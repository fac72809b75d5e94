package org.letterwing.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Remembers when somebody has last logged in to an account, about: programs log in every few minutes. Thread-safe. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@PermitAll
public class LastLogins {

    private static final Duration NEWS = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 20_000;

    @PersistenceContext
    private EntityManager entities;

    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /** For the container. */
    public LastLogins() {}

    LastLogins(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Takes note of a login that succeeded.
     *
     * @param user a login name; nothing is kept of the administrator
     */
    public void loggedIn(String user) {
        MailAddress.parse(user).filter(a -> a.localPart().isPresent()).ifPresent(address -> {
            Instant now = Instant.now();
            Instant before = written.get(address.canonical());
            if (before == null || before.plus(NEWS).isBefore(now)) {
                write(address);
                if (written.size() >= MOST_REMEMBERED) {
                    written.clear();
                }
                written.put(address.canonical(), now);
            }
        });
    }

    private void write(MailAddress address) {
        entities.createNativeQuery("UPDATE account SET last_login = CURRENT_TIMESTAMP WHERE local_part = :localPart"
                        + " AND domain_id = (SELECT id FROM domain WHERE name = :domain)")
                .setParameter("localPart", address.localPart().orElseThrow())
                .setParameter("domain", address.domain().ascii())
                .executeUpdate();
    }
}
