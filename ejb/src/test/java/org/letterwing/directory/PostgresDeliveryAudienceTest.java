package org.letterwing.directory;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresDeliveryAudienceTest extends DeliveryAudienceContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.postgres();
    }
}
