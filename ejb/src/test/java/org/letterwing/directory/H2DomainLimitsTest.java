package org.letterwing.directory;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the embedded database. */
class H2DomainLimitsTest extends DomainLimitsContract {

    @Override
    protected TestDatabase open(Path folder) {
        return TestDatabase.h2(folder);
    }
}
