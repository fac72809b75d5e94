package org.letterwing.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;

import org.letterwing.mailbox.SpecialUse;

/** Finds the mailboxes for suspicious mail, whatever their users call them, and makes each when it is first needed. Lives in one transaction. */
final class JunkMailboxes {

    private final EntityManager entities;

    JunkMailboxes(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Returns the mailbox of each account.
     *
     * @param inboxes the accounts and their INBOXes; one that is gone has no other mailbox either
     */
    Map<Long, Long> of(Map<Long, Long> inboxes) {
        Map<Long, Long> found = lookUp(inboxes.keySet());
        Set<Long> missing = new HashSet<>(inboxes.keySet());
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(make(missing, inboxes));
        }
        return found;
    }

    /** Whoever holds an account's INBOX makes the mailbox; others wait, all in the same order, and find it. */
    private Map<Long, Long> make(Set<Long> accounts, Map<Long, Long> inboxes) {
        Set<Long> held = accounts.stream()
                .map(inboxes::get)
                .sorted()
                .filter(inbox -> entities.find(Mailbox.class, inbox, LockModeType.PESSIMISTIC_WRITE) != null)
                .collect(Collectors.toSet());
        Map<Long, Long> made = lookUp(accounts);
        for (long account : accounts) {
            if (held.contains(inboxes.get(account)) && !made.containsKey(account)) {
                Mailbox mailbox = new Mailbox(account, Mailbox.JUNK, Set.of(SpecialUse.JUNK));
                entities.persist(mailbox);
                made.put(account, mailbox.id());
            }
        }
        entities.flush();
        return made;
    }

    private Map<Long, Long> lookUp(Collection<Long> accounts) {
        Map<Long, Long> found = new HashMap<>();
        Map<Long, Long> named = new HashMap<>();
        entities.createQuery("""
                        SELECT m.accountId, m.id, m.specialUses FROM Mailbox m WHERE m.accountId IN :accounts
                            AND (m.name = :name OR m.specialUses LIKE :use) ORDER BY m.id DESC
                        """, Tuple.class)
                .setParameter("name", Mailbox.JUNK)
                .setParameter("use", "%" + SpecialUse.JUNK + "%")
                .setParameter("accounts", accounts)
                .getResultList()
                .forEach(t -> (SpecialUses.of(t.get(2, String.class)).contains(SpecialUse.JUNK) ? found : named)
                        .put(t.get(0, Long.class), t.get(1, Long.class)));
        named.forEach(found::putIfAbsent);
        return found;
    }
}
