package org.letterwing.directory;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresRecipientTest extends RecipientContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
