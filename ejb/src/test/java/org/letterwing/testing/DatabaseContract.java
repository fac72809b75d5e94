package org.letterwing.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What holds on each database: every test has an empty one of its own. */
public abstract class DatabaseContract {

    /** A folder of the test's own. */
    @TempDir
    protected Path folder;

    /** The database, open. */
    protected TestDatabase database;

    /** Opens an empty database, which may keep its files in the folder. */
    protected abstract TestDatabase open(Path folder);

    @BeforeEach
    protected final void openDatabase() {
        database = open(folder);
    }

    @AfterEach
    protected final void closeDatabase() {
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
    }
}
