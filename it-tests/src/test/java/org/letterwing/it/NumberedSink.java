package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A destination of numbered mails, each of which must arrive. It takes nothing until it is opened, so that all can be in
 * the queue before.
 */
final class NumberedSink {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int SENDERS = 4;

    private final Relay relay;
    private final String domain;
    private final OutboundPeer peer;
    private int mails;

    NumberedSink(Relay relay, String domain) throws IOException {
        this.relay = relay;
        this.domain = domain;
        peer = relay.peerOf(domain);
    }

    /** Lets the sink take no further mail; returns what opens it. */
    CountDownLatch shut() {
        CountDownLatch shut = new CountDownLatch(1);
        peer.says(command -> {
            if (command.startsWith("MAIL")) {
                awaitOpen(shut);
            }
            return Optional.empty();
        });
        return shut;
    }

    /** Queues mails while the sink is shut; returns what opens it. */
    CountDownLatch queue(int count) throws Exception {
        CountDownLatch shut = shut();
        int first = mails;
        mails += count;
        Thread[] threads = Stream.iterate(0, i -> i < SENDERS, i -> i + 1)
                .map(i -> new Thread(() -> send(first + i * count / SENDERS, first + (i + 1) * count / SENDERS)))
                .toArray(Thread[]::new);
        Arrays.stream(threads).forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return shut;
    }

    /** Returns when a latch is open. */
    static void awaitOpen(CountDownLatch shut) {
        try {
            shut.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int from, int to) {
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO load");
            for (int number = from; number < to; number++) {
                String reply = client.send("load@elsewhere.test", NumberedMail.content(number), "bob@" + domain);
                assertTrue(reply.startsWith("250"), reply);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // some mails will be missed
        }
    }

    /** Returns how many connections there were. */
    int connections() {
        return peer.connections();
    }

    /** Returns how many servers have delivered. */
    long servers() {
        return peer.taken().stream().map(OutboundPeer.Taken::client).distinct().count();
    }

    /** Returns when so many more mails have arrived. */
    void awaitTaken(int more) {
        int goal = peer.count() + more;
        Wait.until(more + " more mails arrive", LIMIT, () -> peer.count() >= goal);
    }

    /** Returns when a server waits for the sink to open, besides those that have waited. */
    void awaitConnections(int count) {
        Wait.until(count + " servers wait", LIMIT, () -> peer.openConnections() >= count);
    }

    /** Waits for the end of the queue; all mails are there as they were sent, and no more than some of them twice. */
    void assertHolds(int mostDuplicates) {
        Wait.until(
                "the queue is empty",
                LIMIT,
                () -> !relay.isAny(domain, "waiting") && !relay.isAny(domain, "in-delivery"));
        Map<Long, Integer> found = new HashMap<>();
        for (OutboundPeer.Taken mail : peer.taken()) {
            byte[] content = withoutTrace(mail.content());
            long number = NumberedMail.numberOf(content);
            assertArrayEquals(NumberedMail.content(number), content, () -> "mail " + number);
            found.merge(number, 1, Integer::sum);
        }
        assertEquals(mails, found.size(), "mails that arrived");
        int duplicates = peer.count() - mails;
        assertTrue(duplicates <= mostDuplicates, () -> duplicates + " duplicates, expected " + mostDuplicates);
        System.out.println(domain + ": " + mails + " mails arrived, " + duplicates + " of them twice; " + mostDuplicates
                + " could be");
    }

    private static byte[] withoutTrace(byte[] content) {
        int start =
                new String(content, 0, Math.min(2000, content.length), StandardCharsets.US_ASCII).indexOf("Subject: ");
        return Arrays.copyOfRange(content, start, content.length);
    }
}
