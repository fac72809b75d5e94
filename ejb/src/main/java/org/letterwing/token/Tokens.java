package org.letterwing.token;

import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Login;

/** Checks tokens, and keeps when they were last used. */
@Stateless
@PermitAll
public class Tokens {

    @Inject
    private EntityManager entities;

    /** For the container. */
    public Tokens() {}

    Tokens(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Checks what a program shows.
     *
     * @return who the token is, and what it allows; empty if it is none, was taken back, or has ended
     */
    public Optional<Login> authenticate(String text) {
        return authenticate(text, Instant.now());
    }

    Optional<Login> authenticate(String text, Instant now) {
        Optional<ApiToken> token = Secret.of(text).flatMap(this::find).filter(found -> !found.isOver(now));
        token.filter(used -> used.isUseNews(now)).ifPresent(used -> used.use(now));
        return token.map(ApiToken::login);
    }

    private Optional<ApiToken> find(Secret secret) {
        return entities
                .createQuery("select t from ApiToken t where t.digest = :digest", ApiToken.class)
                .setParameter("digest", secret.digest())
                .getResultList()
                .stream()
                .findFirst();
    }
}
