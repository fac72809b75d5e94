package org.letterwing.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;
import org.letterwing.directory.TestDirectory;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHop.Tls;
import org.letterwing.spi.outbound.NextHopException.Kind;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The worker brings each mail to its next hop, and its sender hears of what can't be. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class WorkerTest extends QueueContract {

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final TestHosts hosts = new TestHosts();
    private ExecutorService threads;
    private Worker worker;

    WorkerTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void start() {
        threads = Executors.newCachedThreadPool();
        worker = worker(new LocalQueueStore(database));
        for (String domain : List.of("example.net", "example.com", "example.org")) {
            hosts.exchanger(domain, 10, "mx." + domain).host("mx." + domain, "192.0.2.1");
        }
    }

    private Worker worker(QueueStore store) {
        Router router = new Router(hosts, address -> false, new Random());
        return new Worker(
                store,
                new Delivery(router, () -> hosts, job -> OutboundMail.Signer.NONE),
                new ListenerDelivery(new TestApplications()),
                threads,
                new Lanes(8, 4, Duration.ofMinutes(5)),
                LEASE);
    }

    @AfterEach
    void end() throws InterruptedException {
        worker.close();
        hosts.hangNoMore();
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void aMailIsOneTransactionForAllItsRecipientsOfADomain() {
        queue("one@example.net", "two@example.net", "three@example.com");
        run();
        assertEquals(2, hosts.taken.size());
        for (TestHosts.Taken taken : hosts.taken) {
            assertEquals("Subject: test\r\n\r\nmail\r\n", taken.content());
            assertEquals("sender@example.org", taken.mail().envelope().reversePath());
        }
        assertEquals(
                Set.of(Set.of("one@example.net", "two@example.net"), Set.of("three@example.com")),
                hosts.taken.stream().map(WorkerTest::recipients).collect(Collectors.toSet()));
        assertEquals(3, states("DELIVERED"));
    }

    @Test
    void manyMailsArriveOnceEach() {
        int mails = 300;
        IntStream.range(0, mails).forEach(i -> queue("user" + i + "@example.net"));
        run();
        assertEquals(mails, hosts.taken.size());
        assertEquals(
                mails,
                hosts.taken.stream().map(WorkerTest::recipients).distinct().count());
        assertEquals(mails, states("DELIVERED"));
    }

    @Test
    void aMailOfManyPiecesArrivesWhole() {
        String content = "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(20_000);
        queue(envelope(new Recipient("bob@example.net")), content);
        run();
        assertEquals(content, hosts.taken.get(0).content());
        assertFalse(hosts.taken.get(0).mail().eightBit());
        queue(envelope(new Recipient("bob@example.net")), content + "ä\r\n");
        run();
        assertTrue(hosts.taken.get(1).mail().eightBit());
    }

    @Test
    void theNextHostIsTriedIfOneCantBeReached() {
        hosts.exchanger("example.net", 20, "second.example.net").host("second.example.net", "192.0.2.2");
        hosts.fails("mx.example.net", Kind.UNREACHABLE);
        queue("bob@example.net");
        run();
        assertEquals("second.example.net", hosts.taken.get(0).hop().name());
    }

    @Test
    void theNextHostIsTriedIfOneEndsTheSession() {
        hosts.exchanger("example.net", 20, "second.example.net").host("second.example.net", "192.0.2.2");
        hosts.answers("mx.example.net", address -> Result.DEFERRED);
        queue("bob@example.net");
        run();
        assertEquals(1, states("DELIVERED"));
        assertEquals("second.example.net", hosts.taken.get(1).hop().name());
    }

    @Test
    void tlsThatFailsIsLeftOutUnlessItIsRequired() {
        hosts.fails("mx.example.net", Kind.TLS);
        queue("bob@example.net");
        run();
        assertEquals(Tls.NONE, hosts.taken.get(0).hop().tls());
        queue(
                new Envelope(
                        "sender@example.org",
                        List.of(new Recipient("bob@example.net")),
                        Set.of(Envelope.Feature.REQUIRETLS)),
                "Subject: secret\r\n\r\n");
        run();
        assertEquals(1, hosts.taken.size());
        assertEquals(1, states("WAITING"));
    }

    @Test
    void aDomainThatCantBeReachedHoldsUpNoOther() {
        hosts.fails("mx.example.com", Kind.UNREACHABLE);
        IntStream.range(0, 40).forEach(i -> queue("user" + i + "@example.com"));
        IntStream.range(0, 40).forEach(i -> queue("user" + i + "@example.net"));
        run();
        assertEquals(40, hosts.taken.size());
        assertEquals(40, states("WAITING"));
        assertTrue(hosts.asked.size() < 60, "once it is known that a host is down, not each mail asks it");
    }

    @Test
    void domainsThatAreSilentHoldUpNoOther() {
        for (int silent = 0; silent < 3; silent++) {
            String domain = "silent" + silent + ".example";
            hosts.exchanger(domain, 10, "mx." + domain)
                    .host("mx." + domain, "192.0.2.3")
                    .hangs("mx." + domain);
            IntStream.range(0, 30).forEach(i -> queue("user" + i + "@" + domain));
        }
        IntStream.range(0, 40).forEach(i -> queue("user" + i + "@example.net"));
        await(() -> states("DELIVERED") == 40);
        assertEquals(3, hosts.hanging(), "one attempt is enough to see whether a destination answers");
        IntStream.range(0, 5).forEach(i -> queue("user" + i + "@example.com"));
        await(() -> states("DELIVERED") == 45);
    }

    @Test
    void aDomainOfWhichDnsDoesNotAnswerHasARest() {
        hosts.unknown("example.com");
        IntStream.range(0, 40).forEach(i -> queue("user" + i + "@example.com"));
        run();
        assertEquals(40, states("WAITING"));
        assertTrue(number("SELECT SUM(attempts) FROM queue_entry") < 10, "not each mail asks DNS");
    }

    @Test
    void allMailOfADomainThatDoesNotExistIsGivenUp() {
        IntStream.range(0, 40).forEach(i -> queue("user" + i + "@nowhere.example"));
        run();
        assertEquals(
                40, number("SELECT COUNT(*) FROM queue_entry WHERE domain = 'nowhere.example' AND state = 'FAILED'"));
    }

    @Test
    void noMoreMailsAreUnderWayThanTheirResultsAreWritten() {
        CountDownLatch mayWrite = new CountDownLatch(1);
        worker = worker(new LocalQueueStore(database) {
            @Override
            public void write(Collection<Outcome> outcomes) {
                TestHosts.await(mayWrite);
                super.write(outcomes);
            }
        });
        IntStream.range(0, 30).forEach(i -> queue("user" + i + "@example.net"));
        IntStream.range(0, 30).forEach(i -> queue("user" + i + "@example.com"));
        worker.maintain();
        await(() -> hosts.taken.size() == 2);
        assertEquals(2, hosts.open(), "the sessions are held");
        mayWrite.countDown();
        run();
        assertEquals(60, hosts.taken.size());
        await(() -> hosts.open() == 0);
    }

    @Test
    void aResultThatCantBeWrittenIsTriedAgainAndHoldsUpNoOther() {
        AtomicBoolean fails = new AtomicBoolean(true);
        worker = worker(new LocalQueueStore(database) {
            @Override
            public void write(Collection<Outcome> outcomes) {
                if (fails.get()
                        && outcomes.stream().anyMatch(o -> o.claim().domain().equals("example.com"))) {
                    throw new IllegalStateException("as the test wants it");
                }
                super.write(outcomes);
            }
        });
        queue("bob@example.com");
        IntStream.range(0, 20).forEach(i -> queue("user" + i + "@example.net"));
        await(() -> states("DELIVERED") == 20);
        assertEquals(1, states("IN_DELIVERY"));
        fails.set(false);
        run();
        assertEquals(21, states("DELIVERED"));
        assertEquals(21, hosts.taken.size());
    }

    @Test
    void eachRecipientHasItsOwnAnswer() {
        hosts.answers("mx.example.net", address -> switch (address) {
            case "yes@example.net" -> Result.TAKEN;
            case "no@example.net" -> Result.REFUSED;
            default -> Result.DEFERRED;
        });
        hosts.fails("mx.example.org", Kind.UNREACHABLE);
        queue("yes@example.net", "no@example.net", "later@example.net");
        run();
        assertEquals(1, states("DELIVERED"));
        assertEquals(1, states("FAILED"));
        assertEquals(2, states("WAITING"), "one is tried again, and the report waits");
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry WHERE recipient = 'sender@example.org'"));
    }

    @Test
    void aSenderHereHearsOfAFailure() {
        database.run(em -> {
            TestDirectory.addDomain(em, "example.org");
            TestDirectory.addAccount(em, "example.org", "sender");
        });
        DeliveryWishes wishes = new DeliveryWishes(
                Optional.of(Return.FULL), Optional.of("my id"), Optional.empty(), Optional.empty(), 0);
        Recipient bob = new Recipient(
                "bob@nowhere.example", Set.of(), Optional.of(new Original("rfc822", "robert@example.com")));
        Recipient quiet = new Recipient("carol@nowhere.example", Set.of(Report.NEVER), Optional.empty());
        queue(
                new Envelope("sender@example.org", List.of(bob, quiet), Set.of(), wishes),
                "Subject: hello\r\n\r\nthe body\r\n");
        run();
        assertEquals(2, states("FAILED"));
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
        String report = new String(
                (byte[]) one("SELECT head FROM message WHERE id = (SELECT message_id FROM mailbox_entry)"),
                java.nio.charset.StandardCharsets.UTF_8);
        for (String line : List.of(
                "Return-Path: <>",
                "To: <sender@example.org>",
                "Auto-Submitted: auto-replied",
                "Original-Envelope-Id: my id",
                "Original-Recipient: rfc822; robert@example.com",
                "Final-Recipient: rfc822; bob@nowhere.example",
                "Action: failed",
                "Status: 5.1.2",
                "Content-Type: message/rfc822",
                "Subject: hello",
                "the body")) {
            assertTrue(report.contains("\r\n" + line + "\r\n") || report.startsWith(line + "\r\n"), line + report);
        }
        assertFalse(report.contains("carol"));
    }

    @Test
    void forwardedMailGoesOutUnderASenderOfOursAndItsOwnSenderHearsOfAFailure() {
        database.run(em -> {
            TestDirectory.addDomain(em, "one.example");
            TestDirectory.addDomain(em, "two.example");
            TestDirectory.addAlias(em, "one.example", "away", "bob@example.net", "carol@example.net");
            TestDirectory.addAlias(em, "two.example", "away", "dora@example.net");
        });
        hosts.answers("mx.example.net", address -> Result.REFUSED);
        Envelope envelope = envelope(new Recipient("away@one.example"), new Recipient("away@two.example"));
        byte[] octets = "Subject: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        database.run(em -> {
            try {
                TestQueue.intake(em)
                        .take(List.of(new TestMail(
                                java.util.UUID.randomUUID(),
                                envelope,
                                octets.length,
                                () -> new java.io.ByteArrayInputStream(octets))));
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
        run();
        assertEquals(3, states("FAILED"));
        assertEquals(
                Set.of("one.example 2", "two.example 1"),
                hosts.taken.stream()
                        .map(taken -> taken.mail().envelope())
                        .filter(sent -> sent.reversePath().matches("SRS0=.*=example\\.org=sender@.*"))
                        .map(sent -> sent.reversePath().split("@")[1] + " "
                                + sent.recipients().size())
                        .collect(Collectors.toSet()));
        TestHosts.Taken report = hosts.taken.stream()
                .filter(taken -> recipients(taken).equals(Set.of("sender@example.org")))
                .findFirst()
                .orElseThrow();
        assertTrue(report.content().contains("\r\nTo: <sender@example.org>\r\n"), report.content());
        assertFalse(report.content().contains("SRS0"), report.content());
    }

    @Test
    void whatIsClaimedAsTheDatabaseFailsIsTakenOverWhenItsLeaseHasEnded() {
        AtomicBoolean fails = new AtomicBoolean(true);
        worker.close();
        worker = worker(new LocalQueueStore(database) {
            @Override
            public List<Claim> here(Collection<Claim> claims) {
                if (!claims.isEmpty() && fails.getAndSet(false)) {
                    throw new IllegalStateException("the database is away, in a test");
                }
                return super.here(claims);
            }
        });
        queue("bob@example.net");
        worker.maintain();
        await(() -> !fails.get());
        execute("UPDATE queue_entry SET lease_end = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
        run();
        assertEquals(1, states("DELIVERED"));
    }

    @Test
    void nobodyHearsOfWhatNobodySent() {
        queue(new Envelope("", List.of(new Recipient("bob@nowhere.example")), Set.of()), "Subject: x\r\n\r\n");
        run();
        assertEquals(1, states("FAILED"));
        assertEquals(1, number("SELECT COUNT(*) FROM queue_entry"));
    }

    @Test
    void mailOfARoutedDomainGoesToTheRoutesHost() {
        database.run(em -> em.persist(new Route("*", "192.0.2.7", 2626, Tls.NONE, Optional.empty())));
        queue("one@example.net", "two@example.com");
        run();
        assertEquals(1, hosts.taken.size());
        assertEquals(2626, hosts.taken.get(0).hop().port());
        assertEquals(TestHosts.address("192.0.2.7"), hosts.taken.get(0).hop().address());
        assertEquals(Tls.NONE, hosts.taken.get(0).hop().tls());
    }

    @Test
    void aWorkerThatEndsGivesBackWhatItHasNotTried() {
        hosts.fails("mx.example.net", Kind.STOPPED);
        queue("bob@example.net");
        worker.wake(Destinations.ALL);
        await(() -> !hosts.asked.isEmpty());
        await(() -> states("WAITING") == 1);
        assertEquals(0, number("SELECT attempts FROM queue_entry"));
        assertEquals(0, number("SELECT COUNT(*) FROM queue_attempt"));
    }

    private static Envelope envelope(Recipient... recipients) {
        return new Envelope("sender@example.org", List.of(recipients), Set.of());
    }

    private static Set<String> recipients(TestHosts.Taken taken) {
        return taken.mail().envelope().recipients().stream()
                .map(Recipient::address)
                .collect(Collectors.toSet());
    }

    /** Lets the worker do what is due, until nothing is. */
    private void run() {
        worker.maintain();
        await(() -> number("SELECT COUNT(*) FROM queue_entry WHERE state = 'IN_DELIVERY'"
                        + " OR state = 'WAITING' AND next_attempt <= CURRENT_TIMESTAMP")
                == 0);
    }

    private long states(String state) {
        return number("SELECT COUNT(*) FROM queue_entry WHERE state = '" + state + "'");
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not happen in time");
            worker.wake(Destinations.ALL);
            Thread.onSpinWait();
        }
    }
}
