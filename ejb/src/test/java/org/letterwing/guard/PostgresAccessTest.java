package org.letterwing.guard;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the production database. */
class PostgresAccessTest extends AccessContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
