package org.letterwing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.PostgresServer;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the start says and does when there is no database, or the wrong one. */
class StartTest {

    @TempDir
    Path folder;

    @Test
    void aWrongPasswordFailsAtOnceAndSaysWhatToChange() {
        String url = PostgresServer.shared().url("postgres");
        assertFails(new PostgresDatabase(url, PostgresServer.USER, "wrong"), "letterwing.db.password");
    }

    @Test
    void anUnknownDatabaseFailsAtOnceAndSaysWhatToChange() {
        String url = PostgresServer.shared().url("nosuch");
        assertFails(new PostgresDatabase(url, PostgresServer.USER, PostgresServer.PASSWORD), "letterwing.db.url");
    }

    @Test
    void aServerWithoutPreparedTransactionsSaysWhatToChange() {
        Database database = new PostgresDatabase(
                PostgresServer.shared().url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD);
        assertFails(new TwoPhaseDatabase(database), "set max_prepared_transactions");
    }

    @Test
    void whatElseIsWrongIsSaidWithTwoPhasesToo() {
        String url = PostgresServer.shared().url("postgres");
        Database database = new PostgresDatabase(url, PostgresServer.USER, "wrong");
        assertFails(new TwoPhaseDatabase(database), "letterwing.db.password");
    }

    @Test
    void thePasswordInAUrlIsNotShown() {
        Database database = new PostgresDatabase("jdbc:postgresql://localhost/mail?password=secret", "user", "");
        assertEquals("jdbc:postgresql://localhost/mail", database.toString());
    }

    @Test
    void anUnreachableDatabaseIsWaitedFor() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            server.stop();
            Database database =
                    new PostgresDatabase(server.url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD);
            assertFails(new LetterwingDataSource(database, Duration.ZERO), "letterwing.db.wait");

            LetterwingDataSource patient = new LetterwingDataSource(database, Duration.ofMinutes(1));
            CompletableFuture<Connection> connection = CompletableFuture.supplyAsync(() -> connect(patient));
            server.resume();
            connection.get(1, TimeUnit.MINUTES).close();
        }
    }

    @Test
    void aFolderThatIsAFileSaysWhatToChange() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertFails(new EmbeddedDatabase(file), "letterwing.data.dir");
    }

    @Test
    void theEmbeddedDatabaseIsItsOwnersAlone() throws Exception {
        new EmbeddedDatabase(folder.resolve("new")).connect().close();
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("new").resolve("db"))));
    }

    @Test
    void anotherServersDatabaseSaysWhatToChange() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('h', other.getInputStream().read());
            assertFails(new EmbeddedDatabase(folder), "Another server uses the database");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void eachScriptOfTheFolderIsNamed(String database) throws Exception {
        Path scripts =
                Path.of(getClass().getResource("/db/migration/" + database).toURI());
        try (Stream<Path> files = Files.list(scripts)) {
            assertEquals(
                    Migrations.SCRIPTS,
                    files.map(f -> f.getFileName().toString())
                            .sorted(Comparator.comparingInt(StartTest::version))
                            .toList());
        }
    }

    private static int version(String script) {
        return Integer.parseInt(script.substring(1, script.indexOf("__")));
    }

    @Test
    void theSchemaIsMadeOnce() {
        for (int i = 0; i < 2; i++) {
            try (TestDatabase database = TestDatabase.h2(folder)) {
                assertEquals(
                        List.of((long) Migrations.SCRIPTS.size()),
                        database.call(em -> em.createNativeQuery(
                                        "SELECT count(\"version\") FROM \"schema_history\"", Long.class)
                                .getResultList()));
            }
        }
    }

    private static void assertFails(Database database, String advice) {
        assertFails(new LetterwingDataSource(database, Duration.ofMinutes(10)), advice);
    }

    private static void assertFails(LetterwingDataSource dataSource, String advice) {
        SQLException e = assertThrows(SQLException.class, dataSource::getConnection);
        assertTrue(e.getMessage().contains(advice), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    private static Connection connect(LetterwingDataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another process that holds the embedded database until it is killed. */
    static final class Holder {
        public static void main(String[] folder) throws Exception {
            try (Connection connection = new EmbeddedDatabase(Path.of(folder[0])).connect()) {
                System.out.print('h');
                System.out.flush();
                System.in.read();
            }
        }
    }
}
