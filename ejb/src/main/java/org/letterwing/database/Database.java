package org.letterwing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database that Letterwing can run on. Immutable and thread-safe. */
interface Database extends Connector<Connection> {

    /** Opens a physical connection whose commit returns only after the bytes were forced to the disk. */
    @Override
    Connection connect() throws SQLException;

    /**
     * Returns one line that says what to change after {@link #connect()} failed; empty if the failure may pass by
     * itself.
     */
    Optional<String> advice(SQLException failure);

    /** Returns the folder of its migrations under {@code db/migration}. */
    String migrations();

    /** Returns where it is, for log lines; without a password. */
    @Override
    String toString();
}
