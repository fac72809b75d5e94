package org.letterwing.credential;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.letterwing.directory.Administrator;
import org.letterwing.directory.Login;

/** Finds the keys of accounts by the names with which people log in. */
final class AccountKeys {

    private final EntityManager entities;

    AccountKeys(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the key of an account; empty if it isn't there. */
    Optional<Long> of(String user) {
        return find(user, "");
    }

    /** Returns the key of an account that its owner may log in to; empty if it isn't there. */
    Optional<Long> ofActive(String user) {
        return find(user, " and a.suspended = false");
    }

    private Optional<Long> find(String user, String condition) {
        String name = Login.comparedName(user);
        List<Long> found;
        if (name.equals(Administrator.NAME)) {
            found = entities.createQuery("select a.id from Account a where a.domain is null", Long.class)
                    .getResultList();
        } else {
            int at = name.lastIndexOf('@');
            TypedQuery<Long> query = entities.createQuery(
                    "select a.id from Account a where a.localPart = :localPart and a.domain.name = :domain" + condition,
                    Long.class);
            found = query.setParameter("localPart", name.substring(0, Math.max(0, at)))
                    .setParameter("domain", name.substring(at + 1))
                    .getResultList();
        }
        return found.stream().findFirst();
    }
}
