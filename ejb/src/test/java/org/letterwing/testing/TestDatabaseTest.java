package org.letterwing.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The test tool itself: both databases answer through JPA, and a killed PostgreSQL comes back. */
class TestDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void h2Answers() {
        try (TestDatabase database = TestDatabase.h2(folder)) {
            assertAnswers(database);
        }
    }

    @Test
    void postgresAnswers() {
        try (TestDatabase database = TestDatabase.postgres()) {
            assertAnswers(database);
        }
    }

    @Test
    void aKilledServerComesBack() {
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.createDatabase();
            server.kill();
            server.resume();
            try (TestDatabase database = TestDatabase.postgres(url)) {
                assertAnswers(database);
            }
        }
    }

    private static void assertAnswers(TestDatabase database) {
        Object answer = database.call(
                em -> em.createNativeQuery("SELECT 42", Integer.class).getSingleResult());
        assertEquals(42, answer);
    }
}
