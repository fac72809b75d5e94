package org.letterwing.credential;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Reason;

/** The passwords of one account's programs. */
final class PasswordsOfAccount {

    private final EntityManager entities;
    private final long account;

    PasswordsOfAccount(EntityManager entities, long account) {
        this.entities = entities;
        this.account = account;
    }

    List<ApplicationPasswordView> list() {
        return entities
                .createQuery(
                        "select p from ApplicationPassword p where p.account = :account order by p.name",
                        ApplicationPassword.class)
                .setParameter("account", account)
                .getResultList()
                .stream()
                .map(ApplicationPassword::view)
                .toList();
    }

    NewApplicationPassword add(String name, Instant now, Instant expires) {
        Letters letters = ApplicationPassword.random();
        ApplicationPassword password = new ApplicationPassword(account, name, letters, now, expires);
        entities.persist(password);
        return new NewApplicationPassword(password.view(), letters.grouped());
    }

    /** Removes one; NOT_FOUND if the account has none of that key. */
    ApplicationPasswordView remove(long id) throws DirectoryException {
        ApplicationPassword password = entities.find(ApplicationPassword.class, id);
        if (password == null || !password.isOf(account)) {
            throw new DirectoryException(Reason.UNKNOWN_APPLICATION_PASSWORD, id);
        }
        entities.remove(password);
        return password.view();
    }
}
