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
 * Ends entries of which nobody wants to hear that they have arrived, which are nearly all: in one batch, and without
 * loading them, for that would cost more than their delivery. Lives in one transaction.
 */
final class SilentSuccesses {

    private static final String END = "UPDATE queue_entry SET state = 'DELIVERED', attempts = attempts + 1,"
            + " last_status = ?, last_reply = ?, ended = CURRENT_TIMESTAMP, lease_owner = NULL, lease_end = NULL"
            + " WHERE id = ? AND state = 'IN_DELIVERY' AND fence = ?";

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
                : entities.unwrap(Session.class).doReturningWork(connection -> update(connection, ordered));
        Map<Boolean, List<Outcome>> ended = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
        for (int i = 0; i < counts.length; i++) {
            ended.get(counts[i] == 1).add(ordered.get(i));
        }
        return ended;
    }

    private static int[] update(Connection connection, List<Outcome> outcomes) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END)) {
            for (Outcome outcome : outcomes) {
                end.setString(1, outcome.outcome().status());
                end.setString(2, QueueEntry.cut(outcome.reply()));
                end.setLong(3, outcome.claim().entry());
                end.setLong(4, outcome.claim().fence());
                end.addBatch();
            }
            return end.executeBatch();
        }
    }
}
