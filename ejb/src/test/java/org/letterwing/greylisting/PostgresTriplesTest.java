package org.letterwing.greylisting;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on PostgreSQL. */
class PostgresTriplesTest extends TriplesContract {

    @Override
    protected TestDatabase open(Path directory) {
        return TestDatabase.postgres();
    }
}
