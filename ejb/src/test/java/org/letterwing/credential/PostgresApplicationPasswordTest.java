package org.letterwing.credential;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresApplicationPasswordTest extends ApplicationPasswordContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
