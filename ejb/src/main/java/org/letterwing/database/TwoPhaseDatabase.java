package org.letterwing.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A PostgreSQL server that has to keep prepared transactions, which it doesn't as it is installed. */
final class TwoPhaseDatabase implements Database {

    // object_not_in_prerequisite_state: what PREPARE TRANSACTION would be answered
    private static final String UNPREPARED = "55000";

    private final Database postgres;

    TwoPhaseDatabase(Database postgres) {
        this.postgres = postgres;
    }

    /** Fails if the server keeps no prepared transactions: better now than in the first transaction that needs one. */
    @Override
    public Connection connect() throws SQLException {
        Connection connection = postgres.connect();
        try (Statement statement = connection.createStatement();
                ResultSet most = statement.executeQuery("show max_prepared_transactions")) {
            most.next();
            if (most.getInt(1) > 0) {
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new SQLException("max_prepared_transactions is 0", UNPREPARED);
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        if (UNPREPARED.equals(failure.getSQLState())) {
            return Optional.of(
                    "The database at " + this + " keeps no prepared transactions, which letterwing.db.xa needs:"
                            + " set max_prepared_transactions in its postgresql.conf to 50 for each server, and restart it;"
                            + " or set letterwing.db.xa to false");
        }
        return postgres.advice(failure);
    }

    @Override
    public String migrations() {
        return postgres.migrations();
    }

    @Override
    public String toString() {
        return postgres.toString();
    }
}
