package org.letterwing.credential;

import java.time.Instant;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.authentication.keys.KeySecret;

/** Checks the codes that people give after their password. */
@Stateless
@PermitAll
public class SecondFactors {

    @Inject
    private EntityManager entities;

    @Inject
    private KeySecret secret;

    /** For the container. */
    public SecondFactors() {}

    SecondFactors(EntityManager entities, KeySecret secret) {
        this.entities = entities;
        this.secret = secret;
    }

    /**
     * Takes a code: it is right once.
     *
     * @param user a login name, in any case
     * @param code six digits, or a recovery code
     * @return whether it is right, and its owner may log in
     */
    public boolean take(String user, String code) {
        return take(user, code, Instant.now());
    }

    boolean take(String user, String code, Instant now) {
        return new AccountKeys(entities)
                .ofActive(user)
                .filter(account -> new FactorOfAccount(entities, secret, account).take(code, now))
                .isPresent();
    }
}
