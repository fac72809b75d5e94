package org.letterwing.audit;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresAuditTest extends AuditContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
