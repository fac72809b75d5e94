package org.letterwing.authentication.keys;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresDomainKeysTest extends DomainKeysContract {

    @Override
    protected TestDatabase open(Path directory) {
        return TestDatabase.postgres();
    }
}
