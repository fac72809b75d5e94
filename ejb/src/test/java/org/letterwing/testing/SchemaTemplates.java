package org.letterwing.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.letterwing.database.TestDatabases;

/** Empty databases with the schema, made once, of which each test gets a copy: to migrate takes longer than most tests. */
final class SchemaTemplates {

    private static Path embedded;
    private static String postgres;

    private SchemaTemplates() {}

    /** Returns the file of the embedded one, which nobody has open. */
    static synchronized Path embedded() {
        if (embedded == null) {
            try {
                File folder = Files.createTempDirectory("letterwing-schema").toFile();
                Path file = TestDatabases.makeEmbedded(folder.toPath());
                folder.deleteOnExit(); // the last one first
                file.getParent().toFile().deleteOnExit();
                file.toFile().deleteOnExit();
                embedded = file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return embedded;
    }

    /** Returns the name of the one on the shared PostgreSQL server, to which nobody is connected. */
    static synchronized String postgres() {
        if (postgres == null) {
            String url = PostgresServer.shared().createDatabase();
            TestDatabases.postgres(url, PostgresServer.USER, PostgresServer.PASSWORD);
            postgres = url.substring(url.lastIndexOf('/') + 1);
        }
        return postgres;
    }
}
