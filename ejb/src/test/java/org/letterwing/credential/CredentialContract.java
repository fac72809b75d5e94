package org.letterwing.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;

import org.letterwing.directory.Change;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.TestDirectory;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What holds on each database, with the accounts alice and bob, whose passwords are {@code secret}. */
abstract class CredentialContract extends DatabaseContract {

    static final String DOMAIN = "bücher.example";
    static final String ALICE = "alice@xn--bcher-kva.example";
    static final String BOB = "bob@xn--bcher-kva.example";
    static final String ADMIN = "admin";

    final List<Change> told = new ArrayList<>();

    @BeforeEach
    void addAccounts() {
        database.run(em -> {
            TestDirectory.logins(em);
            TestDirectory.addDomain(em, DOMAIN);
            TestDirectory.addAccount(em, DOMAIN, "alice");
            TestDirectory.addAccount(em, DOMAIN, "bob");
        });
    }

    /** Logs a program in. */
    Optional<String> mail(String user, String password) {
        return database.call(em -> new MailLogins(new ApplicationPasswords(em), TestDirectory.logins(em))
                .authenticate(user, password.toCharArray()));
    }

    /** Returns the passwords of programs, as their owner has them. */
    OwnApplicationPasswords passwords(EntityManager entities, String owner) {
        return new OwnApplicationPasswords(entities, TestDirectory.logins(entities), told::add, () -> owner);
    }

    /** Returns whether what had logged in to an account has to go. */
    boolean isEnded(String account) {
        long ends = database.call(em ->
                (Long) em.createNativeQuery("SELECT COUNT(*) FROM ended_login WHERE account = :account", Long.class)
                        .setParameter("account", account)
                        .getSingleResult());
        return ends > 0;
    }

    <T> T call(Work<T> work) throws DirectoryException {
        try (EntityManager entities = database.factory().createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.with(entities);
                entities.getTransaction().commit();
                return result;
            } catch (DirectoryException e) {
                entities.getTransaction().rollback(); // as the container does
                throw e;
            }
        }
    }

    void run(Step work) throws DirectoryException {
        call(entities -> {
            work.with(entities);
            return null;
        });
    }

    void assertRefused(Kind kind, Work<?> work) {
        assertEquals(
                kind, assertThrows(DirectoryException.class, () -> call(work)).kind());
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T with(EntityManager entities) throws DirectoryException;
    }

    /** The same, without an outcome. */
    interface Step {
        void with(EntityManager entities) throws DirectoryException;
    }
}
