package org.letterwing.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

/**
 * Remembers which INBOX belongs to which account, because looking it up would cost a delivery as much as all its other
 * statements. The answer never changes while the account lives. When it is gone, a foreign key fails the delivery; the
 * deliverer then lets everything be forgotten, and the repeat finds nothing. Thread-safe.
 */
@ApplicationScoped
class Inboxes {

    private static final int MOST = 100_000;

    private final Map<Long, Long> known = new ConcurrentHashMap<>();

    /** Returns the INBOX of each of the accounts that have one. */
    Map<Long, Long> of(Set<Long> accounts, EntityManager entities) {
        Map<Long, Long> inboxes = new HashMap<>();
        Set<Long> unknown = new HashSet<>();
        for (Long account : accounts) {
            Long inbox = known.get(account);
            if (inbox == null) {
                unknown.add(account);
            } else {
                inboxes.put(account, inbox);
            }
        }
        if (!unknown.isEmpty()) {
            inboxes.putAll(lookUp(unknown, entities));
        }
        return inboxes;
    }

    private Map<Long, Long> lookUp(Set<Long> accounts, EntityManager entities) {
        Map<Long, Long> inboxes = entities
                .createQuery(
                        "SELECT m.accountId, m.id FROM Mailbox m WHERE m.name = :name AND m.accountId IN :accounts",
                        Tuple.class)
                .setParameter("name", Mailbox.INBOX)
                .setParameter("accounts", accounts)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(t -> t.get(0, Long.class), t -> t.get(1, Long.class)));
        if (known.size() > MOST) {
            known.clear();
        }
        known.putAll(inboxes);
        return inboxes;
    }

    /** Forgets all, after one that was known has turned out to be gone. */
    void forget() {
        known.clear();
    }
}
