package org.letterwing.credential;

import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Login;

/**
 * Checks the passwords of programs, and keeps when they were last used.
 *
 * <p>The password is looked for first, and whose it is only when it is there: a wrong one costs the same whatever account
 * it is tried at, whether that has passwords of programs or not.
 */
@Stateless
@PermitAll
public class ApplicationPasswords {

    @Inject
    private EntityManager entities;

    /** For the container. */
    public ApplicationPasswords() {}

    ApplicationPasswords(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns whether a password, which is left as it is, looks like one of a program: others need no look here. */
    static boolean canBeOne(char[] password) {
        return letters(password).isPresent();
    }

    /**
     * Checks a password.
     *
     * @param user a login name, in any case
     * @param password is left as it is
     * @return the account's canonical name; empty if the password is not one of its programs, or has ended
     */
    public Optional<String> authenticate(String user, char[] password) {
        return authenticate(user, password, Instant.now());
    }

    Optional<String> authenticate(String user, char[] password, Instant now) {
        Optional<ApplicationPassword> found = letters(password)
                .flatMap(this::find)
                .filter(p -> !p.isOver(now))
                .filter(p ->
                        new AccountKeys(entities).ofActive(user).filter(p::isOf).isPresent());
        found.ifPresent(p -> p.use(now));
        return found.map(p -> Login.comparedName(user));
    }

    private Optional<ApplicationPassword> find(Letters password) {
        return entities
                .createQuery("select p from ApplicationPassword p where p.digest = :digest", ApplicationPassword.class)
                .setParameter("digest", password.digest())
                .getResultList()
                .stream()
                .findFirst();
    }

    private static Optional<Letters> letters(char[] password) {
        return Letters.typed(password, ApplicationPassword.LETTERS);
    }
}
