package org.letterwing.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.mailbox.SpecialUse;

/** The mailboxes of accounts: made with the account, removed with it, and how much is in them. Thread-safe. */
@ApplicationScoped
public class Mailboxes {

    private static final String NUMBERED = """
            SELECT account_id, CAST(SUM(octets) AS BIGINT) FROM mailbox WHERE account_id IN (:accounts)
            GROUP BY account_id
            """;

    private static final String UNNUMBERED = """
            SELECT m.account_id, CAST(SUM(e.size) AS BIGINT) FROM mailbox m JOIN mailbox_entry e ON e.mailbox_id = m.id
            WHERE e.uid IS NULL AND m.account_id IN (:accounts) GROUP BY m.account_id
            """;

    @Inject
    private EntityManager entities;

    protected Mailboxes() {}

    /** Works with the given entity manager. */
    public Mailboxes(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes the INBOX of a new account. */
    public void create(long accountId) {
        entities.persist(new Mailbox(accountId, Mailbox.INBOX, Set.of()));
        entities.flush();
        subscribe(accountId, Mailbox.INBOX);
    }

    /** Makes the mailboxes that clients look for by their use (RFC 6154), beside the INBOX of a new account. */
    public void createUsual(long accountId) {
        for (SpecialUse use : SpecialUse.values()) {
            entities.persist(new Mailbox(accountId, SpecialUses.usualName(use), Set.of(use)));
        }
        entities.flush();
        for (SpecialUse use : SpecialUse.values()) {
            subscribe(accountId, SpecialUses.usualName(use));
        }
    }

    private void subscribe(long accountId, String name) {
        new Subscriptions(entities).add(accountId, name);
    }

    /** Returns whether an account has no mail at all. */
    public boolean isEmpty(long accountId) {
        return entities.createQuery("""
                        SELECT e.id FROM MailboxEntry e, Mailbox m
                        WHERE e.mailboxId = m.id AND m.accountId = :account
                        """, Long.class)
                .setParameter("account", accountId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Removes the mailboxes of an account with all that is in them. Deliveries to it wait, and then find nothing. */
    public void remove(long accountId) {
        lock(accountId);
        for (long mailbox : lock(accountId)) { // again, for a delivery may have held INBOX to make another
            removeLocked(mailbox);
        }
        new Subscriptions(entities).removeAll(accountId);
    }

    /** Removes a mailbox that the caller has locked, so that deliveries to it wait too, with all that is in it. */
    void removeLocked(long mailbox) {
        new Entries(entities).removeAll(mailbox);
        for (String table : List.of("tombstone", "maildrop_hold")) {
            entities.createNativeQuery("DELETE FROM " + table + " WHERE mailbox_id = :mailbox")
                    .setParameter("mailbox", mailbox)
                    .executeUpdate();
        }
        entities.createQuery("DELETE FROM Mailbox m WHERE m.id = :mailbox")
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }

    /** Returns how much mail each of some accounts has, in octets. */
    public Map<Long, Long> uses(Collection<Long> accountIds) {
        Map<Long, Long> uses = new HashMap<>();
        if (!accountIds.isEmpty()) {
            for (String sums : List.of(NUMBERED, UNNUMBERED)) {
                List<Tuple> rows = tuples(sums, accountIds);
                rows.forEach(row -> uses.merge(row.get(0, Long.class), row.get(1, Long.class), Long::sum));
            }
        }
        return uses;
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> tuples(String sql, Collection<Long> accountIds) {
        return entities.createNativeQuery(sql, Tuple.class)
                .setParameter("accounts", accountIds)
                .getResultList();
    }

    /** Returns how much mail an account has, in octets. */
    public long use(long accountId) {
        Object octets = entities.createNativeQuery("""
                        SELECT (SELECT COALESCE(SUM(octets), 0) FROM mailbox WHERE account_id = :account)
                            + (SELECT COALESCE(SUM(e.size), 0) FROM mailbox_entry e, mailbox m
                               WHERE e.mailbox_id = m.id AND e.uid IS NULL AND m.account_id = :account)
                        """)
                .setParameter("account", accountId)
                .getSingleResult();
        return ((Number) octets).longValue();
    }

    /** Unlike a lock for numbering, this one makes deliveries wait: their foreign key needs the row. */
    @SuppressWarnings("unchecked")
    private List<Long> lock(long accountId) {
        return entities.createNativeQuery(
                        "SELECT id FROM mailbox WHERE account_id = :account ORDER BY id FOR UPDATE", Long.class)
                .setParameter("account", accountId)
                .getResultList();
    }
}
