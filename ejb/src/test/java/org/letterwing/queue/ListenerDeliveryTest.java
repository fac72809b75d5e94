package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.api.Refusal;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.TestDirectory;
import org.letterwing.queue.TestApplications.Offered;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail for applications waits in the queue while they are away, and is offered to them as often as they want. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ListenerDeliveryTest extends QueueContract {

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String ORDERS = "shop.war#Orders";
    private static final String CONTENT = "Subject: ten apples\r\n\r\nplease\r\n";

    private final TestApplications applications = new TestApplications();
    private ExecutorService threads;
    private Worker worker;

    ListenerDeliveryTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void start() {
        database.run(em -> {
            TestDirectory.addDomain(em, "shop.example");
            TestDirectory.addAccount(em, "shop.example", "alice");
            TestDirectory.addAccount(em, "shop.example", "sender");
            TestDirectory.remember(em, listener(ORDERS, "orders@shop.example", "returns+*@shop.example"));
        });
        threads = Executors.newCachedThreadPool();
        TestHosts hosts = new TestHosts();
        Router router = new Router(hosts, address -> false, new Random());
        worker = new Worker(
                new LocalQueueStore(database),
                new Delivery(router, () -> hosts, job -> OutboundMail.Signer.NONE),
                new ListenerDelivery(applications),
                threads,
                new Lanes(8, 4, Duration.ofMinutes(5)),
                LEASE);
    }

    private static ListenerFacts listener(String name, String... patterns) {
        return new ListenerFacts(
                name, Stream.of(patterns).map(AddressPattern::parse).toList(), 0, List.of(), 0, false);
    }

    @AfterEach
    void end() throws InterruptedException {
        worker.close();
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void itWaitsUntilTheApplicationIsThere() {
        UUID id = take("orders@shop.example", "returns+7@shop.example");
        run(() -> true);
        assertEquals(2, states("WAITING"));
        assertEquals(0, number("SELECT SUM(fence) FROM queue_entry"), "nobody has touched them");

        applications.activate(ORDERS, mail -> Verdict.TAKEN);
        run(() -> states("DELIVERED") == 2);
        assertEquals(1, applications.offered.size(), "one mail is one call");
        Offered offered = applications.offered.peek();
        assertEquals(CONTENT, offered.content());
        assertEquals(CONTENT.length(), offered.mail().size());
        assertEquals(
                Set.of("orders@shop.example", "returns+7@shop.example"),
                Set.copyOf(offered.mail().envelope().recipients().stream()
                        .map(Recipient::address)
                        .toList()));
        assertEquals("client.example.org", offered.mail().session().heloName());
        assertEquals(Optional.of("TLSv1.3"), offered.mail().session().tlsProtocol());
        assertEquals(id.getMostSignificantBits(), offered.mail().deliveryId().getMostSignificantBits());
    }

    @Test
    void mailboxesGetTheirsAtOnce() {
        take("alice@shop.example", "orders@shop.example");
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"));
        assertEquals(1, states("WAITING"));
    }

    @Test
    void aRefusalForGoodIsToldToTheSender() {
        applications.activate(ORDERS, mail -> Verdict.refused(new Refusal(550, "5.6.0", "No order in it")));
        take("orders@shop.example");
        run(() -> states("FAILED") == 1);
        String report = new String(
                (byte[]) one("SELECT head FROM message WHERE id = (SELECT message_id FROM mailbox_entry)"),
                StandardCharsets.UTF_8);
        assertTrue(report.contains("\r\nStatus: 5.6.0\r\n") && report.contains("550 5.6.0 No order in it"), report);
    }

    @Test
    void aRecipientThatTheApplicationDoesNotKnowIsNotTheOthersFault() {
        take("returns+x@shop.example", "returns+7@shop.example", "orders@shop.example");
        applications.activate(ORDERS, address -> !address.startsWith("returns+x"), mail -> Verdict.TAKEN);
        run(() -> states("DELIVERED") == 2 && states("FAILED") == 1);
        assertEquals("5.1.1", one("SELECT last_status FROM queue_entry WHERE state = 'FAILED'"));
        assertEquals(1, applications.offered.size());
        assertEquals(
                Set.of("returns+7@shop.example", "orders@shop.example"),
                Set.copyOf(applications.offered.peek().mail().envelope().recipients().stream()
                        .map(Recipient::address)
                        .toList()));
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"), "the report");
    }

    @Test
    void whatFailsIsOfferedAgainAndIsADeadLetterThen() {
        applications.activate(ORDERS, mail -> Verdict.refused(Refusals.APPLICATION_FAILED));
        take("orders@shop.example");
        run(() -> number("SELECT attempts FROM queue_entry") == 1);
        assertEquals(1, states("WAITING"));
        assertEquals(
                1,
                number("SELECT COUNT(*) FROM queue_entry WHERE next_attempt > CURRENT_TIMESTAMP + INTERVAL '1' SECOND"
                        + " AND next_attempt <= CURRENT_TIMESTAMP + INTERVAL '7' SECOND"));
        exhaust();
        assertEquals(TestApplications.ATTEMPTS, applications.offered.size());
        assertEquals(
                1,
                applications.offered.stream()
                        .map(o -> o.mail().deliveryId())
                        .distinct()
                        .count(),
                "a repeat is known as one");
        assertEquals(0, number("SELECT COUNT(*) FROM mailbox_entry"), "the sender is not told");
        database.run(org.letterwing.store.TestStore::sweep);
        assertEquals(1, number("SELECT COUNT(*) FROM message"));

        applications.activate(ORDERS, mail -> Verdict.TAKEN);
        long id = number("SELECT id FROM queue_entry");
        assertThrows(AssertionError.class, () -> administrate(a -> a.retry(id)), "that is for those who wait");
        administrate(a -> a.revive(id));
        run(() -> states("DELIVERED") == 1);
    }

    @Test
    void aDeadLetterCanBeSentBack() {
        applications.activate(ORDERS, mail -> Verdict.refused(Refusals.APPLICATION_FAILED));
        take("orders@shop.example");
        exhaust();
        assertEquals(
                EntryState.FAILED,
                administrate(a -> a.bounce(number("SELECT id FROM queue_entry")))
                        .state());
        assertEquals(1, number("SELECT COUNT(*) FROM mailbox_entry"), "the report");
    }

    @Test
    void aPoisonousMailHoldsUpNoOther() {
        applications.activate(
                ORDERS,
                mail -> mail.envelope().reversePath().startsWith("poison")
                        ? Verdict.refused(Refusals.APPLICATION_FAILED)
                        : Verdict.TAKEN);
        take(new Envelope("poison@shop.example", List.of(new Recipient("orders@shop.example")), Set.of()));
        for (int i = 0; i < 10; i++) {
            take("orders@shop.example");
        }
        run(() -> states("DELIVERED") == 10);
        assertEquals(1, states("WAITING"));
    }

    @Test
    void whatWaitsTooLongIsADeadLetter() {
        take("orders@shop.example");
        assertEquals(0, new LocalQueueStore(database).buryWhatWaitedTooLong());
        execute("UPDATE queue_entry SET expires = CURRENT_TIMESTAMP");
        assertEquals(1, new LocalQueueStore(database).buryWhatWaitedTooLong());
        assertEquals(1, states("DEAD_LETTER"));
    }

    @Test
    void whenAListenerIsForgottenItsMailHasNoRecipient() {
        take("orders@shop.example");
        database.run(TestDirectory::forgetListeners);
        run(() -> states("FAILED") == 1);
        assertEquals("5.1.1", one("SELECT last_status FROM queue_entry"));
    }

    @Test
    void whatWaitedForATimeGoesToTheApplicationThen() {
        queue("orders@shop.example"); // as if the domain had not been ours yet
        applications.activate(ORDERS, mail -> Verdict.TAKEN);
        execute("UPDATE queue_entry SET ours = TRUE, destination = '#'");
        run(() -> states("DELIVERED") == 1);
        assertEquals(1, applications.offered.size());
    }

    @Test
    void whatWasFoundOfTheSenderIsKept() {
        SenderAuthentication found = new SenderAuthentication(
                Result.SOFTFAIL,
                "x".repeat(300) + ".example",
                List.of("one.example", "two.example"),
                Result.PASS,
                "shop.example",
                false,
                Result.TEMPERROR);
        take(mail(new Envelope("", List.of(new Recipient("orders@shop.example")), Set.of()))
                .with(found));
        applications.activate(ORDERS, mail -> Verdict.TAKEN);
        run(() -> states("DELIVERED") == 1);
        SenderAuthentication kept = applications.offered.peek().mail().authentication();
        assertEquals(found.spfDomain().substring(0, 255), kept.spfDomain());
        assertEquals(
                found,
                new SenderAuthentication(
                        kept.spf(),
                        found.spfDomain(),
                        kept.dkimDomains(),
                        kept.dmarc(),
                        kept.authorDomain(),
                        kept.quarantined(),
                        kept.arc()));
    }

    @Test
    void aMailThatWasNotCheckedStaysSo() {
        take("orders@shop.example");
        applications.activate(ORDERS, mail -> Verdict.TAKEN);
        run(() -> states("DELIVERED") == 1);
        assertEquals(
                SenderAuthentication.NOT_CHECKED,
                applications.offered.peek().mail().authentication());
    }

    private UUID take(String... recipients) {
        return take(new Envelope(
                "sender@shop.example", Stream.of(recipients).map(Recipient::new).toList(), Set.of()));
    }

    private UUID take(Envelope envelope) {
        return take(mail(envelope));
    }

    private static TestMail mail(Envelope envelope) {
        byte[] octets = CONTENT.getBytes(StandardCharsets.UTF_8);
        return new TestMail(UUID.randomUUID(), envelope, octets.length, () -> new java.io.ByteArrayInputStream(octets));
    }

    private UUID take(TestMail mail) {
        assertEquals(List.of(Verdict.TAKEN), database.call(em -> {
            try {
                return TestQueue.intake(em).take(List.of(mail));
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        }));
        return mail.deliveryId();
    }

    private void exhaust() {
        long end = System.nanoTime() + SOON_NANOS;
        while (states("DEAD_LETTER") == 0) {
            assertTrue(System.nanoTime() < end, "it did not happen in time");
            execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP WHERE state = 'WAITING'");
            worker.wake(Destinations.ALL);
        }
    }

    /** What administration can do. */
    private interface Work {
        EntryView with(QueueAdministration administration) throws DirectoryException;
    }

    private EntryView administrate(Work work) {
        return database.call(em -> {
            try {
                return work.with(new QueueAdministration(em, TestQueue.reports(em), change -> {}));
            } catch (DirectoryException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void run(BooleanSupplier condition) {
        worker.maintain();
        long end = System.nanoTime() + SOON_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not happen in time");
            worker.wake(Destinations.ALL);
            Thread.onSpinWait();
        }
    }

    private long states(String state) {
        return number("SELECT COUNT(*) FROM queue_entry WHERE state = '" + state + "'");
    }
}
