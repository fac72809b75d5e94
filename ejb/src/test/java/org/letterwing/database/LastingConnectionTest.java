package org.letterwing.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of pooled connections when the database is restarted under them. */
class LastingConnectionTest {

    @TempDir
    Path folder;

    @Test
    void aTransactionBeginsOnANewConnectionAfterTheDatabaseWasKilled() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            LetterwingDataSource dataSource = new LetterwingDataSource(
                    new PostgresDatabase(server.url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD),
                    Duration.ZERO);
            try (Connection busy = dataSource.getConnection();
                    Connection idle = dataSource.getConnection()) {
                busy.setAutoCommit(false);
                assertEquals(1, one(busy));
                server.kill();
                assertThrows(SQLException.class, () -> one(busy));
                assertThrows(SQLException.class, busy::commit, "A transaction never goes on on another connection");
                server.resume();

                busy.rollback();
                busy.setAutoCommit(true);
                busy.setAutoCommit(false);
                assertEquals(1, one(busy));
                busy.commit();
                idle.setAutoCommit(false);
                assertEquals(1, one(idle), "Its connection was found broken without an attempt to use it");
                assertFalse(idle.isClosed());
            }
        }
    }

    @Test
    void aTransactionThatCouldNotBeginIsNoneOfSingleStatements() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            LetterwingDataSource dataSource = new LetterwingDataSource(
                    new PostgresDatabase(server.url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD),
                    Duration.ZERO);
            try (Connection connection = dataSource.getConnection()) {
                server.kill();
                assertThrows(SQLException.class, () -> one(connection));
                assertThrows(SQLException.class, () -> connection.setAutoCommit(false));
                server.resume();
                assertThrows(SQLException.class, () -> one(connection), "The pool takes it for one in a transaction");

                connection.rollback();
                connection.setAutoCommit(true);
                connection.setAutoCommit(false);
                assertEquals(1, one(connection));
                connection.commit();
            }
        }
    }

    @Test
    void aClosedConnectionStaysClosed() throws Exception {
        Connection connection = new LetterwingDataSource(new EmbeddedDatabase(folder), Duration.ZERO).getConnection();
        connection.close();
        assertTrue(connection.isClosed());
        assertThrows(SQLException.class, () -> one(connection));
    }

    @Test
    void aConnectionEqualsItselfAlone() throws Exception {
        LetterwingDataSource dataSource = new LetterwingDataSource(new EmbeddedDatabase(folder), Duration.ZERO);
        try (Connection one = dataSource.getConnection();
                Connection other = dataSource.getConnection()) {
            assertEquals(one, one);
            assertEquals(one.hashCode(), one.hashCode());
            assertNotEquals(one, other);
        }
    }

    private static int one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select 1")) {
            result.next();
            return result.getInt(1);
        }
    }
}
