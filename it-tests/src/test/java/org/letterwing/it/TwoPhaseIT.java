package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Letterwing's data source and an application's take part in one transaction with two phases: mail and entry are both
 * there in the end, or neither, whenever the server dies.
 */
class TwoPhaseIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NODE_WARNING = "-Djboss.tx.node.id";

    /** In seconds, and the last one in milliseconds; WildFly looks every two minutes. */
    private static final List<String> QUICK_RECOVERY = List.of(
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=1",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
            "-DJTAEnvironmentBean.orphanSafetyInterval=2000");

    private static final Map<String, String> APPLICATIONS =
            Map.of("bank.war", "org.letterwing.it.bank", "merchant.war", "org.letterwing.it.merchant");
    private static PostgresServer postgres;
    private static Database database;
    private static Member one;

    @BeforeAll
    static void start() throws IOException {
        postgres = PostgresServer.startTwoPhase();
        database = Database.on(postgres);
        one = new Member("one", List.of("-Djboss.tx.node.id=one"));
        one.start();
        one.host.api().domain("bank.test");
        one.host.api().account("u0", "bank.test", Mailboxes.PASSWORD);
        for (String application : APPLICATIONS.keySet()) {
            one.host
                    .api()
                    .post("/api/v1/grants", "{\"application\":\"" + application + "\",\"address\":\"bank@bank.test\"}");
        }
    }

    @AfterAll
    static void stop() {
        if (one != null) { // else PostgreSQL is not installed
            one.server.close();
            postgres.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write send", "send write"})
    void whatIsCommittedIsInBothDatabases(String work) throws Exception {
        assertEquals("done", one.does("begin " + work + " commit", "committed " + work));
        one.assertHolds(1, "committed " + work);
        assertEquals(0, prepared());
    }

    @ParameterizedTest
    @ValueSource(strings = {"write send", "send write"})
    void whatIsRolledBackIsInNone(String work) throws Exception {
        assertEquals("done", one.does("begin " + work + " rollback", "rolled back " + work));
        one.assertHolds(0, "rolled back " + work);
        assertEquals(0, prepared());
    }

    @Test
    void aLocalDataSourceOfAnApplicationIsTheLastResource() throws Exception {
        Wait.until(
                "the application is there", SOON, () -> merchant("count-local").equals(List.of("count-local: 0")));
        List<String> said = merchant("begin", "write-local", "send", "commit", "count-local");
        assertEquals(List.of("commit: done", "count-local: 1"), said.subList(3, 5), said::toString);
        assertEquals(1, one.mails("of the merchant"));
    }

    private static List<String> merchant(String... steps) throws IOException {
        return one.host
                .application("merchant")
                .get("/steps?from=bank@bank.test&to=u0@bank.test&subject=of+the+merchant&step="
                        + String.join("&step=", steps))
                .body()
                .lines()
                .toList();
    }

    /** The resource that was enlisted first commits first: at the server's death both are prepared, or one is. */
    @ParameterizedTest
    @CsvSource({"write send, 2", "send write, 1"})
    void aServerThatDiesInTheCommitGoesOnWithIt(String work, int prepared) throws Exception {
        String text = "died in the commit of " + work;
        one.diesIn("begin " + work + " die-in-commit commit", text);
        assertEquals(prepared, prepared());
        one.start();
        Wait.until("what was prepared has ended", SOON, () -> prepared() == 0);
        one.assertHolds(1, text);
    }

    @Test
    void aServerThatDiesBeforeTheCommitRollsBackAndLeavesAloneWhatAnotherHasPrepared() throws Exception {
        Member two = new Member("two", List.of());
        two.start();
        try {
            Wait.until("the server warns", SOON, () -> two.server.consoleText().contains(NODE_WARNING));
            assertFalse(one.server.consoleText().contains(NODE_WARNING));
            one.diesIn("begin write send die-in-commit commit", "of one");
            two.diesIn("begin send write die-in-prepare commit", "of two");
            assertEquals(2 + 1, prepared());
            two.start();
            Wait.until("the server's own branch has ended", SOON, () -> prepared() == 2);
            two.assertHolds(0, "of two");
            one.start();
            Wait.until("what was prepared has ended", SOON, () -> prepared() == 0);
            one.assertHolds(1, "of one");
        } finally {
            two.server.close();
        }
    }

    private static int prepared() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.url("postgres"), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM pg_prepared_xacts")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** A server with the application and its database, on the Letterwing database that it shares. */
    private static final class Member {

        private final ServerProcess server;
        private final MailHost host;

        Member(String name, List<String> arguments) {
            ServerFolder folder = ServerFolder.provisioned("two-phase-" + name);
            APPLICATIONS.forEach((application, sources) -> ApplicationWar.build(application, sources)
                    .as(ZipExporter.class)
                    .exportTo(folder.deployments().resolve(application).toFile()));
            List<String> all = new ArrayList<>(arguments);
            all.add("-Dbank.database=" + postgres.createDatabase());
            all.addAll(QUICK_RECOVERY);
            server = ServerProcess.in(folder, database, all.toArray(String[]::new))
                    .with(Map.of("LETTERWING_DB_XA", "true"));
            host = server.host();
        }

        void start() {
            server.start();
            Wait.until("the application is there", SOON, () -> does("count", "").equals("0"));
        }

        /** Lets the application go through steps, and returns what came of the last one. */
        String does(String steps, String text) throws IOException {
            List<String> query = new ArrayList<>(List.of("text=" + text.replace(' ', '+')));
            for (String step : steps.split(" ")) {
                query.add("step=" + step);
            }
            return host.application("bank")
                    .get("/steps?" + String.join("&", query))
                    .body();
        }

        /** Lets the application go through steps in which the server dies. */
        void diesIn(String steps, String text) {
            assertThrows(IOException.class, () -> does(steps, text));
            server.kill();
        }

        /** Fails unless the application's entry is there so often, and the mail too. */
        void assertHolds(int count, String text) throws IOException {
            assertEquals(Integer.toString(count), does("count", text));
            assertEquals(count, mails(text));
        }

        /** Returns how often a mail is there. */
        long mails(String subject) throws IOException {
            try (Pop3Client pop3 = host.pop3("u0@bank.test", Mailboxes.PASSWORD)) {
                return pop3.retrieveAll().stream()
                        .filter(mail ->
                                new String(mail, StandardCharsets.US_ASCII).contains("Subject: " + subject + "\r\n"))
                        .count();
            }
        }
    }
}
