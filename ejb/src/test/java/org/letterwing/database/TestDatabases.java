package org.letterwing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the package's data sources to the tests of others. */
public final class TestDatabases {

    private static final Path FILE = Path.of("db", "letterwing.mv.db");

    private TestDatabases() {}

    /** Makes an embedded database in the given folder, its schema migrated, and returns its file, closed. */
    public static Path makeEmbedded(Path dataFolder) {
        migrated(new EmbeddedDatabase(dataFolder));
        return dataFolder.resolve(FILE);
    }

    /** Returns the embedded database in the given folder; if there is none, a copy of a closed one's file. */
    public static LetterwingDataSource embedded(Path dataFolder, Path template) {
        Path copy = dataFolder.resolve(FILE);
        try {
            if (Files.notExists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(template, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opened(new EmbeddedDatabase(dataFolder));
    }

    /** Returns a PostgreSQL database, its schema migrated. */
    public static LetterwingDataSource postgres(String url, String user, String password) {
        return migrated(new PostgresDatabase(url, user, password));
    }

    /** Returns a PostgreSQL database as it is. */
    public static LetterwingDataSource asItIs(String url, String user, String password) {
        return opened(new PostgresDatabase(url, user, password));
    }

    private static LetterwingDataSource migrated(Database database) {
        LetterwingDataSource dataSource = opened(database);
        Migrations.apply(dataSource);
        return dataSource;
    }

    private static LetterwingDataSource opened(Database database) {
        return new LetterwingDataSource(database, Duration.ZERO);
    }
}
