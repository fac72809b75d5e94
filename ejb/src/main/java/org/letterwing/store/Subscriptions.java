package org.letterwing.store;

import java.util.List;

import jakarta.persistence.EntityManager;

/** The names that accounts subscribe to (RFC 9051 6.3.7). Lives in one transaction. */
final class Subscriptions {

    /** How many an account may have. */
    static final int MOST = 5000;

    private final Sql sql;

    Subscriptions(EntityManager entities) {
        this.sql = new Sql(entities);
    }

    /** Returns an account's names. */
    List<String> of(long account) {
        return sql.list("SELECT name FROM subscription WHERE account_id = ?", row -> row.getString("name"), account);
    }

    /** Adds a name, unless it is there. */
    void add(long account, String name) {
        sql.update("""
                INSERT INTO subscription (account_id, name) SELECT a.id, CAST(? AS VARCHAR) FROM account a
                WHERE a.id = ? AND NOT EXISTS (
                    SELECT 1 FROM subscription s WHERE s.account_id = a.id AND s.name = ?)
                """, name, account, name);
    }

    /** Takes a name away. */
    void remove(long account, String name) {
        sql.update("DELETE FROM subscription WHERE account_id = ? AND name = ?", account, name);
    }

    /** Takes all names of an account away. */
    void removeAll(long account) {
        sql.update("DELETE FROM subscription WHERE account_id = ?", account);
    }
}
