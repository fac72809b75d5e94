package org.letterwing.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;

/**
 * Ends entries of which nobody wants to hear that they have arrived, which are nearly all, and writes the log of
 * it: in two batches, and without loading them, for that would cost more than their delivery. Lives in one transaction.
 */
final class SilentSuccesses {

    private static final String END = "UPDATE queue_entry SET state = 'DELIVERED', attempts = attempts + 1,"
            + " last_status = ?, last_reply = ?, ended = CURRENT_TIMESTAMP, lease_owner = NULL, lease_end = NULL"
            + " WHERE id = ? AND state = 'IN_DELIVERY' AND fence = ?";

    private static final String LOG = "INSERT INTO queue_attempt (entry_id, tried, host, address, tls_protocol,"
            + " cipher_suite, result, status, reply) VALUES (?, CURRENT_TIMESTAMP, ?, ?, ?, ?, 'TAKEN', ?, ?)";

    private final EntityManager entities;

    SilentSuccesses(EntityManager entities) {
        this.entities = entities;
    }

    /** Ends entries, and returns the outcomes by whether they count: whether their leases still held. */
    Map<Boolean, List<Outcome>> end(List<Outcome> successes) {
        List<Outcome> ordered =
                new ArrayList<>(successes); // so that two who lock several wait for each other in a line
        ordered.sort(Comparator.comparing(outcome -> outcome.claim().entry()));
        int[] counts = ordered.isEmpty()
                ? new int[0]
                : entities.unwrap(Session.class).doReturningWork(connection -> write(connection, ordered));
        Map<Boolean, List<Outcome>> ended = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
        for (int i = 0; i < counts.length; i++) {
            ended.get(counts[i] == 1).add(ordered.get(i));
        }
        return ended;
    }

    private static int[] write(Connection connection, List<Outcome> outcomes) throws SQLException {
        int[] counts;
        try (PreparedStatement end = connection.prepareStatement(END)) {
            for (Outcome outcome : outcomes) {
                end.setString(1, outcome.outcome().status());
                end.setString(2, QueueEntry.cut(outcome.reply()));
                end.setLong(3, outcome.claim().entry());
                end.setLong(4, outcome.claim().fence());
                end.addBatch();
            }
            counts = end.executeBatch();
        }
        try (PreparedStatement log = connection.prepareStatement(LOG)) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 1) {
                    addAttempt(log, outcomes.get(i));
                }
            }
            log.executeBatch();
        }
        return counts;
    }

    private static void addAttempt(PreparedStatement log, Outcome outcome) throws SQLException {
        Tried at = outcome.at();
        log.setLong(1, outcome.claim().entry());
        log.setString(2, at.host().orElse(null));
        log.setString(3, at.address().orElse(null));
        log.setString(4, at.tlsProtocol().orElse(null));
        log.setString(5, at.cipherSuite().orElse(null));
        log.setString(6, outcome.outcome().status());
        log.setString(7, QueueEntry.cut(outcome.reply()));
        log.addBatch();
    }
}
