package org.letterwing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;

/**
 * Runs SQL in the transaction of an entity manager without making entities of the rows, of which there may be very many.
 * What entities wait to write is written before.
 */
final class Sql {

    private static final int FETCH_SIZE = 1000;

    private final EntityManager entities;

    Sql(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes something of the row at which a result stands. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Returns what a query finds; parameters are numbers, texts, instants, or arrays of numbers. */
    <T> List<T> list(String sql, Row<T> row, Object... parameters) {
        entities.flush();
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery()) {
                    List<T> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(row.read(rows));
                    }
                    return found;
                }
            }
        });
    }

    /** Changes rows and returns how many. */
    int update(String sql, Object... parameters) {
        entities.flush();
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Object[] array) {
                String type = array instanceof Long[] ? "BIGINT" : "VARCHAR";
                statement.setArray(i + 1, connection.createArrayOf(type, array));
            } else if (parameters[i] instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }

    /** Reads a point in time of a row. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
