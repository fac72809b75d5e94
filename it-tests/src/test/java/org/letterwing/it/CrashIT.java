package org.letterwing.it;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.PostgresServer;

/** Processes die by SIGKILL while many connections send mail: what was acknowledged is there, once, as it was sent. */
class CrashIT {

    private static final int CONNECTIONS = 30;
    private static final int ACCOUNTS = 10;
    private static final int ROUNDS = TestForm.rounds(2, 8);
    private static final Random RANDOM = new Random();

    @Test
    void theServerIsKilledOnTheEmbeddedDatabase() throws Exception {
        killServer(Database.embedded(), "crash-embedded");
    }

    @Test
    void theServerIsKilledOnPostgres() throws Exception {
        killServer(Database.on(PostgresServer.shared()), "crash-postgres");
    }

    @Test
    void postgresIsKilled() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            killPostgres(postgres, Database.on(postgres), "crash-of-postgres");
        }
    }

    @Test
    void postgresIsKilledUnderTransactionsThatCanHaveTwoPhases() throws Exception {
        try (PostgresServer postgres = PostgresServer.startTwoPhase()) {
            killPostgres(postgres, Database.twoPhase(postgres), "crash-of-two-phase");
        }
    }

    private static void killPostgres(PostgresServer postgres, Database database, String name) throws Exception {
        try (ServerProcess server =
                ServerProcess.in(ServerFolder.provisioned(name), database).start()) {
            Mailboxes mailboxes = new Mailboxes(server.host(), "crash.test", ACCOUNTS);
            for (int round = 0; round < ROUNDS; round++) {
                Load load = new Load(server.host(), mailboxes.addresses(), CONNECTIONS);
                load.awaitAcknowledged(someMails());
                postgres.kill();
                load.awaitReply("451");
                postgres.resume();
                load.awaitAcknowledged(someMails());
                mailboxes.assertHold(load.stop());
            }
        }
    }

    private static void killServer(Database database, String name) throws Exception {
        try (ServerProcess server =
                ServerProcess.in(ServerFolder.provisioned(name), database).start()) {
            Mailboxes mailboxes = new Mailboxes(server.host(), "crash.test", ACCOUNTS);
            for (int round = 0; round < ROUNDS; round++) {
                Load load = new Load(server.host(), mailboxes.addresses(), CONNECTIONS);
                load.awaitAcknowledged(someMails());
                server.kill();
                List<Load.Sent> sent = load.stop();
                server.start();
                mailboxes.assertHold(sent);
            }
        }
    }

    /** So that each round dies at another moment. */
    private static int someMails() {
        return 100 + RANDOM.nextInt(900);
    }
}
