package org.letterwing.authentication.keys;

import java.nio.file.Path;

import org.letterwing.testing.TestDatabase;

/** The contract on the embedded database. */
class H2DomainKeysTest extends DomainKeysContract {

    @Override
    protected TestDatabase open(Path directory) {
        return TestDatabase.h2(directory);
    }
}
