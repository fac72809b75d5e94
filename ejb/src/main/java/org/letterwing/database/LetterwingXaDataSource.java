package org.letterwing.database;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * The same data source for transactions in which other resources prepare and commit together with it (XA). Only for
 * PostgreSQL. Thread-safe.
 */
public final class LetterwingXaDataSource extends LetterwingDataSource implements XADataSource {

    /** Takes the database from the settings. */
    public LetterwingXaDataSource() {}

    LetterwingXaDataSource(Database database, Duration wait) {
        super(database, wait);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return open(() -> new LastingXaConnection(database(), breaks()));
    }

    /** Ignores both arguments: the settings say who logs in. The container recovers only for who has a name. */
    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return getXAConnection();
    }
}
