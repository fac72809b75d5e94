package org.letterwing.guard;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the embedded database. */
class H2AccessTest extends AccessContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.h2(folder);
    }
}
