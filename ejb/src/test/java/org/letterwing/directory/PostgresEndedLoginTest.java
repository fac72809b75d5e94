package org.letterwing.directory;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the production database. */
class PostgresEndedLoginTest extends EndedLoginContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
