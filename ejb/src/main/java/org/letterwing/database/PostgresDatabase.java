package org.letterwing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A PostgreSQL server. Whatever the URL says wins over the properties that are set here. */
final class PostgresDatabase implements Database {

    private static final Driver DRIVER = new Driver();

    private final String url;
    private final Properties properties = new Properties();

    PostgresDatabase(String url, String user, String password) {
        this.url = url;
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, "letterwing");
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        // A failed batch would show its values: mail in the log.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        // Seconds. No statement of ours runs this long; a server that vanished must not hold a thread for ever.
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.LOGIN_TIMEOUT.set(properties, 10);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 120);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = DRIVER.connect(url, properties);
        if (connection == null) {
            throw new SQLException("letterwing.db.url is no URL that the PostgreSQL driver knows: " + this, "42000");
        }
        return connection;
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String reason = failure.getMessage().lines().findFirst().orElse("");
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" ->
                Optional.of("The database at " + this + " refuses the login (" + reason
                        + "): change letterwing.db.user or letterwing.db.password");
            case "3D" ->
                Optional.of("The database server has no such database (" + reason
                        + "): create it, or change letterwing.db.url, which is " + this);
            case "42" ->
                Optional.of("The database at " + this + " can't be used (" + reason
                        + "): change letterwing.db.url, or what the user may do there");
            default -> Optional.empty();
        };
    }

    @Override
    public String migrations() {
        return "postgresql";
    }

    @Override
    public String toString() {
        int query = url.indexOf('?'); // a password may follow
        return query < 0 ? url : url.substring(0, query);
    }
}
