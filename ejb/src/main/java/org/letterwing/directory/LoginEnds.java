package org.letterwing.directory;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.EntityManager;

/** Writes down that a change ends the logins of accounts, in the change's transaction and at its version. */
final class LoginEnds {

    /** What lasts for longer, a session of the console, asks all the time. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager entities;

    LoginEnds(EntityManager entities) {
        this.entities = entities;
    }

    /** Ends what has logged in to an account. */
    void of(Account account) {
        of(account.localPart() + "@" + account.domainName().ascii());
    }

    /** Ends what has logged in to any account of a domain. */
    void of(Domain domain) {
        of("@" + domain.name().ascii());
    }

    /** Ends what has logged in to an account of a canonical name, or after {@code @} to any of a domain. */
    void of(String account) {
        entities.createNativeQuery("DELETE FROM ended_login WHERE ended < :forgotten")
                .setParameter("forgotten", Instant.now().minus(KEPT))
                .executeUpdate();
        entities.createNativeQuery("INSERT INTO ended_login (version, account, ended)"
                        + " SELECT version, :account, CURRENT_TIMESTAMP FROM directory_version")
                .setParameter("account", account)
                .executeUpdate();
    }
}
