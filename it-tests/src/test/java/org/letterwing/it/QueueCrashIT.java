package org.letterwing.it;

import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Servers die by SIGKILL while they drain the queue, and share it while they live: each mail arrives, and no more of them
 * twice than there were sessions when a server died.
 */
class QueueCrashIT {

    /**
     * Enough for all rounds: between the last mail that is waited for and the server's end hundreds go out. A server that
     * starts finds the sink shut, or it might send all of them before anybody waits for the next ones.
     */
    private static final int MAILS = TestForm.rounds(400, 4_000);

    private static final int ROUNDS = TestForm.rounds(1, 6);
    private static final int MOST_OF_A_ROUND = 200;
    private static final String LEASE = "-Dletterwing.queue.lease=10";
    private static final Random RANDOM = new Random();

    @Test
    void theServerIsKilledOnTheEmbeddedDatabase() throws Exception {
        killServer("queue-crash-embedded", Database.embedded());
    }

    @Test
    void theServerIsKilledOnPostgres() throws Exception {
        killServer("queue-crash-postgres", Database.on(PostgresServer.shared()));
    }

    private static void killServer(String name, Database database) throws Exception {
        try (Relay relay = Relay.start(name, database, LEASE)) {
            NumberedSink sink = new NumberedSink(relay, "sink.test");
            CountDownLatch shut = sink.queue(MAILS);
            for (int round = 0; round < ROUNDS; round++) {
                shut.countDown();
                sink.awaitTaken(1 + RANDOM.nextInt(MOST_OF_A_ROUND));
                relay.server().kill();
                shut = sink.shut();
                relay.server().start();
            }
            shut.countDown();
            sink.assertHolds(sink.connections());
        }
    }

    @Test
    void twoServersShareAQueueUntilOneIsKilled() throws Exception {
        Database database = Database.on(PostgresServer.shared());
        try (Relay relay = Relay.start("queue-one", database, LEASE);
                ServerProcess other = relay.startAnother("queue-two", "other.test")) {
            NumberedSink sink = new NumberedSink(relay, "sink.test");
            CountDownLatch shut = sink.queue(MAILS);
            sink.awaitConnections(2);
            shut.countDown();
            sink.assertHolds(0);
            assertEquals(2, sink.servers(), "servers that took part");

            NumberedSink next = new NumberedSink(relay, "next.test");
            shut = next.queue(MAILS);
            next.awaitConnections(2);
            shut.countDown();
            next.awaitTaken(1 + RANDOM.nextInt(MAILS / 2));
            other.kill();
            next.assertHolds(next.connections());
        }
    }
}
