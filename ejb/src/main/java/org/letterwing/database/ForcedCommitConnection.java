package org.letterwing.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * A connection to the embedded H2 database whose commit forces what was written to the disk before it returns. H2 alone
 * never calls fsync, whatever its settings.
 */
final class ForcedCommitConnection extends JdbcConnection {

    /** In octets. */
    private static final int UNSAVED_LIMIT = 4 << 20;

    ForcedCommitConnection(String url, Properties properties) throws SQLException {
        super(url, properties, "letterwing", "", false);
    }

    /** Writes the pages of a large transaction while it runs: H2 would hold all of them in memory. */
    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        if (getSession() instanceof SessionLocal session) {
            MVStore store = session.getDatabase().getStore().getMvStore();
            if (store.getUnsavedMemory() > UNSAVED_LIMIT) {
                store.commit();
            }
        }
        return super.prepareStatement(sql);
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

    /** H2 closes the whole database when it can't write, and leaves its connections open. */
    @Override
    public boolean isClosed() throws SQLException {
        return super.isClosed()
                || getSession() instanceof SessionLocal session
                        && session.getDatabase().getStore().getMvStore().isClosed();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && !getAutoCommit()) {
            commit(); // JDBC commits here too
        }
        super.setAutoCommit(autoCommit);
    }
}
