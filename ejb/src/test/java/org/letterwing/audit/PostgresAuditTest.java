package org.letterwing.audit;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresAuditTest extends AuditContract {

    @Override
    TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
