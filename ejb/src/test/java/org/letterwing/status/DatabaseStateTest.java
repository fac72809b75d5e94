package org.letterwing.status;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A PostgreSQL that may lose what was acknowledged is named. */
class DatabaseStateTest {

    @Test
    @Timeout(60)
    void settingsThatLoseMailAreNamed() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Connection connection = DriverManager.getConnection(
                        server.url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD)) {
            DatabaseState sound = DatabaseState.of(connection);
            assertEquals("PostgreSQL", sound.product());
            assertEquals(List.of(), sound.warnings());

            execute(connection, "SET synchronous_commit = off");
            assertWarning("synchronous_commit = off", DatabaseState.of(connection));

            execute(connection, "SET synchronous_commit = on");
            execute(connection, "ALTER SYSTEM SET fsync = off");
            execute(connection, "SELECT pg_reload_conf()");
            while (DatabaseState.of(connection).warnings().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20); // until the server has read it
            }
            assertWarning("fsync = off", DatabaseState.of(connection));
        }
    }

    private static void assertWarning(String setting, DatabaseState state) {
        assertEquals(1, state.warnings().size());
        assertTrue(state.warnings().get(0).contains(setting), state.warnings()::toString);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
