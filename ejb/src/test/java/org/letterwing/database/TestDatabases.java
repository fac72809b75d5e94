package org.letterwing.database;

import java.nio.file.Path;
import java.time.Duration;

/** Opens the package's data sources to the tests of others. */
public final class TestDatabases {

    private TestDatabases() {}

    /** Returns the embedded database in the given folder, its schema migrated. */
    public static LetterwingDataSource embedded(Path dataFolder) {
        return migrated(new EmbeddedDatabase(dataFolder));
    }

    /** Returns a PostgreSQL database, its schema migrated. */
    public static LetterwingDataSource postgres(String url, String user, String password) {
        return migrated(new PostgresDatabase(url, user, password));
    }

    private static LetterwingDataSource migrated(Database database) {
        LetterwingDataSource dataSource = new LetterwingDataSource(database, Duration.ZERO);
        Migrations.apply(dataSource);
        return dataSource;
    }
}
