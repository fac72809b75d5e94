package org.letterwing.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * A connection to the embedded H2 database whose commit forces what was written to the disk before it returns. H2 alone
 * never calls fsync, whatever its settings.
 */
final class ForcedCommitConnection extends JdbcConnection {

    ForcedCommitConnection(String url, Properties properties) throws SQLException {
        super(url, properties, "letterwing", "", false);
    }

    @Override
    public void commit() throws SQLException {
        boolean wrote = getSession() instanceof SessionLocal session && session.containsUncommitted();
        super.commit();
        if (wrote) {
            try (Statement statement = createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && !getAutoCommit()) {
            commit(); // JDBC commits here too
        }
        super.setAutoCommit(autoCommit);
    }
}
