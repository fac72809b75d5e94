package org.letterwing.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The rows of a server that has much to do: domains with accounts and aliases, a long queue, a long trace, and what
 * administrators have changed. The databases make them themselves, which takes a minute or two.
 */
final class LargeData {

    /** The domain with most of the accounts and aliases. */
    static final String DOMAIN = "big.test";

    /** A destination that a tenth of the queue waits for. */
    static final String BUSY_DESTINATION = "busy.example";

    /** A sender of a tenth of all mails. */
    static final String BUSY_SENDER = "news@" + DOMAIN;

    private static final int OTHER_DOMAINS = 1000;
    private static final int FIRST_ACCOUNT = 100;
    private static final int MESSAGES = 1000;
    private static final int FIRST_MESSAGE = 10_000_000;
    private static final int BATCH = 100_000;

    private final int accounts;
    private final int rows;
    private final boolean embedded;

    /**
     * Describes the rows.
     *
     * @param accounts how many accounts the big domain has
     * @param rows how many the queue and the trace have each
     * @param embedded whether they are made by H2
     */
    LargeData(int accounts, int rows, boolean embedded) {
        this.accounts = accounts;
        this.rows = rows;
        this.embedded = embedded;
    }

    /** Fills a database that a server has just made, and that no server uses now. */
    void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        directory(connection);
        mail(connection);
        queue(connection);
        trace(connection);
        figures(connection);
        for (String sequence : List.of("mailbox_seq", "message_seq", "mailbox_entry_seq", "queue_entry_seq")) {
            run(connection, "ALTER SEQUENCE " + sequence + " RESTART WITH 100000001");
        }
        for (String table : List.of("domain", "account")) {
            run(connection, "ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH 100000001");
        }
        connection.setAutoCommit(true);
        run(connection, embedded ? "ANALYZE" : "VACUUM ANALYZE");
    }

    private void directory(Connection connection) throws SQLException {
        insert(connection, 1, "domain (id, name) SELECT 1000, '" + DOMAIN + "'");
        insert(connection, OTHER_DOMAINS, "domain (id, name) SELECT 1000 + x, 'd' || x || '.test'");
        String verifier = "salt, iterations, stored_key, server_key, quota, created";
        String values = embedded ? "X'00', 4096, X'00', X'00'" : "'\\x00', 4096, '\\x00', '\\x00'";
        values += ", CASE WHEN MOD(x, 3) = 0 THEN NULL ELSE 1000000000 END, CURRENT_TIMESTAMP";
        insert(
                connection,
                accounts,
                "account (id, domain_id, local_part, " + verifier + ") SELECT " + FIRST_ACCOUNT
                        + " + x, 1000, 'user' || x, " + values);
        insert(
                connection,
                OTHER_DOMAINS * 10,
                "account (id, domain_id, local_part, " + verifier + ") SELECT " + (FIRST_ACCOUNT + accounts)
                        + " + x, 1001 + MOD(x, " + OTHER_DOMAINS + "), 'u' || x, " + values);
        insert(connection, accounts / 10, "alias (id, domain_id, local_part) SELECT 1000 + x, 1000, 'alias' || x");
        insert(
                connection,
                accounts / 10 * 3,
                "alias_target (alias_id, account_id) SELECT 1001 + MOD(x, " + accounts / 10 + "), " + FIRST_ACCOUNT
                        + " + x");
        insert(
                connection,
                accounts / 10,
                "alias_forward (alias_id, address) SELECT 1000 + x, 'user' || x || '@elsewhere.example'");
        insert(
                connection,
                accounts / 10,
                "sender_grant (account_id, address) SELECT " + FIRST_ACCOUNT + " + x, 'team' || x || '@" + DOMAIN
                        + "'");
        insert(connection, 50, "listener (application, last_seen) SELECT 'shop.war#Bean' || x, CURRENT_TIMESTAMP");
        insert(
                connection,
                accounts / 10,
                "ban (kind, subject, times, banned_at, banned_until) SELECT 'ADDRESS', '10.' || x / 65536 || '.'"
                        + " || MOD(x / 256, 256) || '.' || MOD(x, 256), 1, CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP + MOD(x, 100000) * INTERVAL '1' SECOND");
    }

    private void mail(Connection connection) throws SQLException {
        List<String> names = List.of("INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash");
        int all = accounts + OTHER_DOMAINS * 10;
        for (String name : names) {
            insert(
                    connection,
                    all,
                    "mailbox (id, account_id, name, uid_next, highest_modseq, message_count, octets) SELECT (100 + x) * 6 + "
                            + names.indexOf(name) + ", " + FIRST_ACCOUNT + " + x, '" + name
                            + "', 4, 4, 3, 3 * MOD(x, 5000)");
        }
        insert(
                connection,
                MESSAGES,
                "message (id, delivery_id, size, head) SELECT " + FIRST_MESSAGE + " + x, " + uuid("message", "x")
                        + ", 10, " + (embedded ? "X'0d0a'" : "'\\x0d0a'"));
        for (String uid : List.of("1", "2", "3", "NULL")) {
            insert(
                    connection,
                    all,
                    "mailbox_entry (id, mailbox_id, message_id, uid, modseq, size, internal_date) SELECT x * 4 + "
                            + (uid.equals("NULL") ? "0" : uid) + ", (100 + x) * 6, " + (FIRST_MESSAGE + 1)
                            + " + MOD(x, "
                            + MESSAGES + "), " + uid + ", " + uid + ", 10, CURRENT_TIMESTAMP");
        }
    }

    /** Two fifths have ended; most of the others wait. Nothing is due before the measurements are over. */
    private void queue(Connection connection) throws SQLException {
        int ended = rows / 5 * 2;
        String arrived = "CURRENT_TIMESTAMP - (" + rows + " - x) / 10 * INTERVAL '1' SECOND";
        insert(
                connection,
                rows / 2,
                "queued_mail (message_id, content_from, reverse_path, arrived, eight_bit_mime, binary_mime, smtputf8,"
                        + " requiretls, deliver_by_returns, deliver_by_traced, delivery_id, session_listener,"
                        + " client_address, client_port, helo_name) SELECT x, 0, CASE WHEN MOD(x, 10) = 0 THEN '"
                        + BUSY_SENDER + "' ELSE 'user' || MOD(x, " + accounts + ") || '@" + DOMAIN + "' END, "
                        + arrived.replace("x)", "x * 2)") + ", TRUE, FALSE, FALSE, FALSE, FALSE, FALSE, "
                        + uuid("queued", "x") + ", 'submission', '192.0.2.1', 1234, 'client.example'");
        String domain = "CASE WHEN state = 'DEAD_LETTER' THEN 'apps.test' WHEN MOD(x, 10) = 3 THEN '" + BUSY_DESTINATION
                + "' ELSE 'd' || MOD(x * 7919, 10000) || '.example' END";
        String state = "CASE WHEN x <= " + ended + " THEN CASE WHEN MOD(x, 8) = 0 THEN 'FAILED' ELSE 'DELIVERED' END"
                + " WHEN MOD(x, 100) < 5 THEN 'DEAD_LETTER' WHEN MOD(x, 100) < 10 THEN 'HELD'"
                + " WHEN MOD(x, 100) < 11 THEN 'IN_DELIVERY' ELSE 'WAITING' END";
        String tried = "(state <> 'WAITING' OR MOD(x, 4) > 0)";
        insert(
                connection,
                rows,
                "queue_entry (id, message_id, recipient, domain, destination, listener, forwarded, ours, priority,"
                        + " state, next_attempt, expires, attempts, warned, fence, last_status, last_reply, lease_end,"
                        + " lease_owner, ended) SELECT x, (x + 1) / 2, 'friend' || MOD(x, 250000) || '@' || domain,"
                        + " domain, CASE WHEN listener IS NULL THEN domain ELSE listener END, listener, FALSE, FALSE,"
                        + " 0, state, CURRENT_TIMESTAMP + (7200 + MOD(x, 10000)) * INTERVAL '1' SECOND,"
                        + " CURRENT_TIMESTAMP + 400000 * INTERVAL '1' SECOND, CASE WHEN " + tried
                        + " THEN 2 ELSE 0 END, FALSE, 2, CASE WHEN " + tried + " THEN '4.4.' || MOD(x, 3) END,"
                        + " CASE WHEN " + tried + " THEN 'Connection timed out, says ' || domain END,"
                        + " CASE WHEN state = 'IN_DELIVERY' THEN CURRENT_TIMESTAMP + 90000 * INTERVAL '1' SECOND END,"
                        + " CASE WHEN state = 'IN_DELIVERY' THEN " + uuid("lease", "1") + " END,"
                        + " CASE WHEN x <= " + ended + " THEN " + arrived + " END",
                "(SELECT x, state, " + domain
                        + " AS domain, CASE WHEN state = 'DEAD_LETTER' THEN 'shop.war#Bean' || (1 + MOD(x / 100, 50))"
                        + " END AS listener FROM (SELECT x, " + state + " AS state FROM %s) AS s1) AS s2");
        insert(
                connection,
                rows,
                "queue_attempt (entry_id, tried, host, result, status, reply) SELECT x, CURRENT_TIMESTAMP,"
                        + " 'mx.example', 'DEFERRED', '4.4.1', 'Connection timed out'");
    }

    /** Four events of each mail. */
    private void trace(Connection connection) throws SQLException {
        String kind = "CASE MOD(x, 4) WHEN 0 THEN 'RECEIVED' WHEN 1 THEN 'QUEUED' WHEN 2 THEN 'DEFERRED'"
                + " ELSE 'DELIVERED' END";
        String first = "CASE WHEN MOD(x, 4) = 0 THEN ";
        insert(
                connection,
                rows,
                "trace_event (happened, delivery_id, kind, listener, client, helo, sender, message_id, recipient,"
                        + " queue_entry, host, reply) SELECT CURRENT_TIMESTAMP, " + uuid("trace", "x / 4") + ", "
                        + kind + ", " + first + "'submission' END, " + first + "'192.0.2.1' END, " + first
                        + "'client.example' END, " + first + "CASE WHEN MOD(x, 40) = 0 THEN '" + BUSY_SENDER
                        + "' ELSE 'user' || MOD(x / 4, " + accounts + ") || '@" + DOMAIN + "' END END, " + first
                        + "x || '@client.example' END, 'friend' || MOD(x / 4 * 7, 100000) || '@d' || MOD(x / 4 * 7, 10000)"
                        + " || '.example', CASE WHEN MOD(x, 4) = 0 THEN NULL ELSE x / 4 END, CASE WHEN MOD(x, 4) > 1"
                        + " THEN 'mx.example' END, 'Something that a host has said'");
    }

    private void figures(Connection connection) throws SQLException {
        insert(
                connection,
                accounts * 2,
                "audit_entry (changed, principal, client, operation, subject, domain, details) SELECT"
                        + " CURRENT_TIMESTAMP, CASE WHEN MOD(x, 1000) = 0 THEN 'rare' ELSE 'admin' END, '192.0.2.1',"
                        + " 'account changed', 'user' || MOD(x, 5000) || '@' || domain, domain, 'quotaBytes' || CHR(9)"
                        + " || '1' || CHR(9) || '2' || CHR(10)",
                "(SELECT x, CASE WHEN MOD(x, 5) = 0 THEN 'd' || MOD(x / 5, 1000) || '.test' ELSE '" + DOMAIN
                        + "' END AS domain FROM %s) AS s1");
        for (String flow : List.of("IN", "OUT", "FAILED")) {
            counts(connection, flow, "''");
        }
        for (int reason = 0; reason < 10; reason++) {
            counts(connection, "REFUSED", "'5.7." + reason + "'");
        }
    }

    /** Those of eight days, of one server. */
    private void counts(Connection connection, String flow, String detail) throws SQLException {
        long now = System.currentTimeMillis() / 300_000;
        insert(
                connection,
                8 * 288,
                "mail_count (slot, flow, detail, server, mails) SELECT " + now + " - x, '" + flow + "', " + detail
                        + ", " + uuid("server", "1") + ", 100");
    }

    /** Returns the delivery id of a mail in the trace. */
    String traced(int mail) {
        return prefix("trace") + String.format("%012d", mail);
    }

    /** Databases order them as their numbers. */
    private static String uuid(String kind, String number) {
        return "CAST('" + prefix(kind) + "' || LPAD(CAST(" + number + " AS VARCHAR(12)), 12, '0') AS UUID)";
    }

    private static String prefix(String kind) {
        return String.format("01900000-%04d-7000-8000-", Math.abs(kind.hashCode()) % 10_000);
    }

    private void insert(Connection connection, int count, String what) throws SQLException {
        insert(connection, count, what, "%s");
    }

    /** Inserts a row for each {@code x} from 1, each batch in a transaction of its own. */
    private void insert(Connection connection, int count, String what, String from) throws SQLException {
        for (int first = 1; first <= count; first += BATCH) {
            int last = Math.min(count, first + BATCH - 1);
            String series = embedded
                    ? "SYSTEM_RANGE(" + first + ", " + last + ") AS s0"
                    : "generate_series(CAST(" + first + " AS BIGINT), " + last + ") AS s0(x)";
            run(connection, "INSERT INTO " + what + " FROM " + String.format(from, series));
            connection.commit();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
