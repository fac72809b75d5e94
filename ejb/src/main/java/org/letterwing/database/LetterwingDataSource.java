package org.letterwing.database;

import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

import org.letterwing.settings.Settings;

/**
 * Connects to the database that the settings name: PostgreSQL, or the embedded one. Does not pool. Thread-safe.
 *
 * <p>Until the first connection, an unreachable database is waited for ({@code letterwing.db.wait}); what can't mend by
 * itself fails at once, with one line in the log that says what to change. Later failures come at once.
 */
public class LetterwingDataSource implements DataSource {

    private static final System.Logger LOG = System.getLogger(LetterwingDataSource.class.getName());
    private static final long RETRY_MILLIS = 500;

    private final Database database;
    private final Duration wait;
    private final LastingConnection.Breaks breaks = new LastingConnection.Breaks();
    private volatile boolean reached;
    private long waitedSince;
    private String description;

    /** Takes the database from the settings. */
    public LetterwingDataSource() {
        this(configured(), Duration.ofSeconds(Settings.DB_WAIT.get()));
    }

    LetterwingDataSource(Database database, Duration wait) {
        this.database = database;
        this.wait = wait;
    }

    private static Database configured() {
        Optional<String> url = Settings.DB_URL.get();
        if (url.isEmpty()) {
            return new EmbeddedDatabase(Settings.DATA_DIR.get());
        }
        Database postgres = new PostgresDatabase(url.get(), Settings.DB_USER.get(), Settings.DB_PASSWORD.get());
        return Settings.DB_XA.get() ? new TwoPhaseDatabase(postgres) : postgres;
    }

    /** Returns which database this is. */
    Database database() {
        return database;
    }

    /** Returns when a connection was last found broken. */
    LastingConnection.Breaks breaks() {
        return breaks;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(() -> new LastingConnection(database, breaks).proxy());
    }

    /** Ignores both arguments: the settings say who logs in, and the container passes what {@code jboss-ejb3.xml} has. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Opens a connection, and waits for the database if it is the first one. */
    <C> C open(Connector<C> connector) throws SQLException {
        return reached ? connector.connect() : openFirst(connector);
    }

    private synchronized <C> C openFirst(Connector<C> connector) throws SQLException {
        while (true) {
            try {
                C connection = connector.connect();
                reached = true;
                return connection;
            } catch (SQLException e) {
                Optional<String> advice = database.advice(e);
                if (advice.isPresent()) {
                    throw unusable(advice.get(), e);
                }
                waitFor(e);
            }
        }
    }

    private void waitFor(SQLException failure) throws SQLException {
        long now = System.nanoTime();
        if (waitedSince == 0) {
            waitedSince = now;
            LOG.log(
                    Level.WARNING,
                    "No database yet at {0}, waiting for {1} s: {2}",
                    database,
                    wait.toSeconds(),
                    failure);
        }
        if (now - waitedSince >= wait.toNanos()) {
            throw unusable(
                    "No database at " + database + " within " + wait.toSeconds()
                            + " s: start it, or change letterwing.db.url (or letterwing.db.wait): "
                            + failure.getMessage(),
                    failure);
        }
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static SQLException unusable(String line, SQLException cause) {
        LOG.log(Level.ERROR, line);
        return new SQLNonTransientConnectionException(line, cause.getSQLState(), cause);
    }

    /** Takes the description of JDBC 9.4.1: the container deploys no data source without a property. */
    public void setDescription(String description) {
        this.description = description;
    }

    /** Returns the description, null if none was set. */
    public String getDescription() {
        return description;
    }

    @Override
    public int getLoginTimeout() {
        return 0; // the database's own
    }

    /** Takes 0 alone, which the container sets. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        if (seconds != 0) {
            throw new SQLFeatureNotSupportedException("The login timeout is fixed");
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("Logs go to the server's log");
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.letterwing.database");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
