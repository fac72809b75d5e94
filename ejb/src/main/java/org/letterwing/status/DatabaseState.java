package org.letterwing.status;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The database that answers.
 *
 * @param product its name, such as {@code PostgreSQL}
 * @param version its version
 * @param warnings what of its configuration may lose mail that was acknowledged, one sentence each
 */
public record DatabaseState(String product, String version, List<String> warnings) {

    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit");

    /** Copies the list. */
    public DatabaseState {
        warnings = List.copyOf(warnings);
    }

    /** Asks a database. */
    static DatabaseState of(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String product = data.getDatabaseProductName();
        return new DatabaseState(
                product,
                data.getDatabaseProductVersion(),
                product.equals("PostgreSQL") ? postgresWarnings(connection) : alive(connection));
    }

    private static List<String> postgresWarnings(Connection connection) throws SQLException {
        List<String> warnings = new ArrayList<>();
        for (String setting : DURABILITY) {
            if (ask(connection, "show " + setting).equals("off")) {
                warnings.add("PostgreSQL runs with " + setting
                        + " = off: a crash can lose mail that was acknowledged; switch it on");
            }
        }
        return warnings;
    }

    private static List<String> alive(Connection connection) throws SQLException {
        ask(connection, "select 1");
        return List.of();
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
