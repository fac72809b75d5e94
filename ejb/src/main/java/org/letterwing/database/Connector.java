package org.letterwing.database;

import java.sql.SQLException;

/**
 * Opens connections of some kind to a database.
 *
 * @param <C> the kind
 */
interface Connector<C> {

    /** Opens a connection. */
    C connect() throws SQLException;
}
