package org.letterwing.it;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

/**
 * Measures the mails that one destination gets each second, with and without mails to dead hosts in the queue: half of
 * these refuse connections, half take them and say nothing. It asserts only that each mail arrives. See CONTRIBUTING for
 * the command.
 */
class QueueBenchmark {

    private static final int DOMAINS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final int mails = Integer.getInteger("bench.mails", 5_000);
    private final int dead = Integer.getInteger("bench.dead", 1_000);
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final Database database = Database.named(System.getProperty("bench.database", "embedded"));

    @Test
    void measure() throws Exception {
        try (Relay relay = Relay.start(
                "bench",
                database,
                "-Dletterwing.smtp.max-mails=0",
                "-Dletterwing.queue.first-retry=300",
                "-Dletterwing.queue.longest-retry=14400")) {
            OutboundPeer live = relay.peerOf("live.test").keepsNothing();
            rate(relay, live);
            rate(relay, live);
            double[] alone = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                alone[round] = rate(relay, live);
                System.out.printf(Locale.ROOT, "round %d: %.0f mails/s%n", round + 1, alone[round]);
            }
            queueDead(relay);
            double[] among = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                among[round] = rate(relay, live);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: with %d mails to dead hosts %.0f mails/s%n",
                        round + 1,
                        dead,
                        among[round]);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d mails to dead hosts leave %.2f of the rate%n",
                    dead,
                    Arrays.stream(among).sum() / Arrays.stream(alone).sum());
        }
    }

    private void queueDead(Relay relay) throws Exception {
        for (int i = 0; i < DOMAINS / 2; i++) {
            relay.addressOf("refusing" + i + ".test");
            relay.peerOf("mute" + i + ".test").says(command -> Optional.of(OutboundPeer.SILENCE));
        }
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO bench");
            for (int i = 0; i < dead; i++) {
                String domain = (i % 2 == 0 ? "refusing" : "mute") + i / 2 % (DOMAINS / 2) + ".test";
                Relay.send(client, "load@elsewhere.test", "dead", "bob" + i + "@" + domain);
            }
        }
    }

    /** Returns the mails delivered each second, from when all are in the queue. */
    private double rate(Relay relay, OutboundPeer live) throws Exception {
        CountDownLatch shut = new CountDownLatch(1);
        live.says(command -> {
            if (command.startsWith("MAIL")) {
                NumberedSink.awaitOpen(shut);
            }
            return Optional.empty();
        });
        int before = live.count();
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO bench");
            for (int i = 0; i < mails; i++) {
                Relay.send(client, "load@elsewhere.test", "alive", "bob" + i + "@live.test");
            }
        }
        long start = System.nanoTime();
        shut.countDown();
        Wait.until("all mails are there", LIMIT, () -> live.count() == before + mails);
        return mails / ((System.nanoTime() - start) / 1e9);
    }
}
