package org.letterwing.queue;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHopException.Kind;
import org.letterwing.spi.outbound.OutboundMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each attempt is a line of the log, by which administrators find what became of a mail. */
@Timeout(60)
class AttemptLogTest extends QueueContract {

    private final TestHosts hosts = new TestHosts();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Logger logger = Logger.getLogger(Delivery.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    AttemptLogTest() {
        super(DatabaseKind.H2);
    }

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() throws InterruptedException {
        logger.removeHandler(handler);
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void eachRecipientsAttemptIsALineWithTheNumberOfItsEntry() {
        hosts.exchanger("example.net", 10, "mx.example.net").host("mx.example.net", "192.0.2.1");
        hosts.answers("mx.example.net", address -> address.startsWith("yes@") ? Result.TAKEN : Result.REFUSED);
        queue("yes@example.net", "no@example.net");
        assertEquals(
                List.of(
                        "Queue " + entry("yes@example.net")
                                + ": TAKEN for <yes@example.net> at mx.example.net[192.0.2.1]: the host says TAKEN",
                        "Queue " + entry("no@example.net")
                                + ": REFUSED for <no@example.net> at mx.example.net[192.0.2.1]: the host says REFUSED"),
                linesOf("example.net"));
    }

    @Test
    void whoCouldNotBeReachedIsNamed() {
        hosts.exchanger("example.net", 10, "mx.example.net").host("mx.example.net", "192.0.2.1");
        hosts.fails("mx.example.net", Kind.UNREACHABLE);
        queue("bob@example.net");
        String start =
                "Queue " + entry("bob@example.net") + ": DEFERRED for <bob@example.net> at mx.example.net[192.0.2.1]: ";
        List<String> found = linesOf("example.net");
        assertTrue(found.size() == 1 && found.get(0).startsWith(start), found::toString);
    }

    @Test
    void aDomainWithoutHostsIsALineToo() {
        queue("bob@nowhere.example");
        assertEquals(
                List.of("Queue " + entry("bob@nowhere.example") + ": REFUSED for <bob@nowhere.example> at no host:"
                        + " The domain nowhere.example has neither MX nor address in DNS"),
                linesOf("nowhere.example"));
    }

    private long entry(String recipient) {
        return number("SELECT id FROM queue_entry WHERE recipient = '" + recipient + "'");
    }

    /** Lets a worker make the attempts of a domain, and returns what the log has of them. */
    private List<String> linesOf(String domain) {
        Worker worker = new Worker(
                new LocalQueueStore(database),
                new Delivery(
                        new Router(hosts, address -> false, new Random()),
                        () -> hosts,
                        job -> OutboundMail.Signer.NONE),
                new ListenerDelivery(new TestApplications()),
                threads,
                new Lanes(8, 4, Duration.ofMinutes(5)),
                LEASE);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        worker.wake(Destinations.ALL);
        while (number("SELECT COUNT(*) FROM queue_entry WHERE last_reply IS NULL AND domain = '" + domain + "'") > 0) {
            assertTrue(System.nanoTime() < end, "it was not tried in time");
            Thread.onSpinWait();
        }
        worker.close();
        return lines.stream()
                .filter(line -> line.contains("@" + domain + "> at "))
                .toList();
    }
}
