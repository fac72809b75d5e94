package org.letterwing.greylisting;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the embedded database. */
class H2TriplesTest extends TriplesContract {

    @Override
    protected TestDatabase open(Path directory) {
        return TestDatabase.h2(directory);
    }
}
