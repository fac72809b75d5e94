package org.letterwing.directory;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresDomainAdministratorTest extends DomainAdministratorContract {

    @Override
    TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
