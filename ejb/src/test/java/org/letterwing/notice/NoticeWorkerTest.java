package org.letterwing.notice;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Event;
import org.letterwing.api.DeliveryNotice.Place;
import org.letterwing.api.Recipient.Original;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Notices wait until an application has taken them, or has had its attempts. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class NoticeWorkerTest {

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String FATE = "shop.war#Fate";
    private static final String SLOW = "slow.war#Fate";
    private static final int ATTEMPTS = 3;

    enum DatabaseKind {
        H2,
        POSTGRES
    }

    @TempDir
    private Path folder;

    private final DatabaseKind kind;
    private final Listeners listeners = new Listeners();
    private TestDatabase database;
    private ExecutorService threads;
    private NoticeWorker worker;

    NoticeWorkerTest(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Applications without a server. */
    private static final class Listeners implements DeliveryListeners {

        private final Map<String, Predicate<DeliveryNotice>> answers = new ConcurrentHashMap<>();
        private final Queue<DeliveryNotice> told = new ConcurrentLinkedQueue<>();

        @Override
        public List<Active> active() {
            return answers.keySet().stream()
                    .map(name -> new Active(name, ATTEMPTS, Duration.ofSeconds(7)))
                    .toList();
        }

        @Override
        public boolean tell(String listener, DeliveryNotice notice) throws ListenerAwayException {
            Predicate<DeliveryNotice> answer = answers.get(listener);
            if (answer == null) {
                throw new ListenerAwayException(listener);
            }
            told.add(notice);
            return answer.test(notice);
        }
    }

    /** The store's transactions without a container. */
    private static final class LocalStore extends NoticeStore {

        private final TestDatabase database;

        LocalStore(TestDatabase database) {
            this.database = database;
        }

        private <T> T in(Function<NoticeStore, T> work) {
            return database.call(em -> work.apply(new NoticeStore(em)));
        }

        @Override
        public List<Claimed> claim(String listener, int most, Duration lease) {
            return in(store -> store.claim(listener, most, lease));
        }

        @Override
        public void putOff(Collection<Long> ids, Duration time) {
            in(store -> {
                store.putOff(ids, time);
                return null;
            });
        }

        @Override
        public void remove(long id) {
            in(store -> {
                store.remove(id);
                return null;
            });
        }

        @Override
        public void failed(long id, DeliveryListeners.Active listener) {
            in(store -> {
                store.failed(id, listener);
                return null;
            });
        }
    }

    @BeforeEach
    void open() {
        database = switch (kind) {
            case H2 -> TestDatabase.h2(folder);
            case POSTGRES -> TestDatabase.postgres();
        };
        threads = Executors.newCachedThreadPool();
        worker = worker();
    }

    private NoticeWorker worker() {
        return new NoticeWorker(new LocalStore(database), listeners, threads, LEASE);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (database != null) { // PostgreSQL may not be installed
            worker.close();
            threads.shutdown();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
            database.close();
        }
    }

    private static DeliveryNotice notice(String recipient) {
        return new DeliveryNotice(
                UUID.randomUUID(),
                Optional.of("<7@shop.example>"),
                Optional.of("order 7"),
                "shop@shop.example",
                recipient,
                Optional.of(new Original("rfc822", "team@ours.example")),
                Event.DELAYED,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Optional.of(Instant.parse("2030-01-02T03:04:05Z")),
                Optional.of(new Place(Place.Kind.HOST, "mx.example.net", Optional.of("192.0.2.1"))),
                "4.2.2",
                OptionalInt.of(452),
                "Full");
    }

    private void keep(String listener, DeliveryNotice... notices) {
        database.run(em -> new Notices(em).keep(listener, List.of(notices)));
    }

    private long number(String sql) {
        return database.call(em -> ((Number) em.createNativeQuery(sql).getSingleResult()).longValue());
    }

    private long waiting() {
        return number("SELECT COUNT(*) FROM delivery_notice");
    }

    private void execute(String sql) {
        database.run(em -> em.createNativeQuery(sql).executeUpdate());
    }

    private void run(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not happen in time");
            worker.wake();
            Thread.onSpinWait();
        }
    }

    @Test
    void aNoticeComesAsItWasKeptAndIsGoneThen() {
        DeliveryNotice notice = notice("bob@example.net");
        keep(FATE, notice);
        listeners.answers.put(FATE, n -> true);
        run(() -> waiting() == 0);
        assertEquals(List.of(notice), List.copyOf(listeners.told));
    }

    @Test
    void itWaitsUntilTheApplicationIsThere() {
        keep(FATE, notice("bob@example.net"));
        listeners.answers.put("other.war#Fate", n -> true);
        worker.maintain();
        run(() -> true);
        assertEquals(1, waiting());
        listeners.answers.put(FATE, n -> true);
        run(() -> waiting() == 0);
        assertEquals(1, listeners.told.size());
    }

    @Test
    void whatIsNotTakenComesAgainAndIsGivenUpThen() {
        keep(FATE, notice("bob@example.net"));
        listeners.answers.put(FATE, n -> false);
        run(() -> number("SELECT attempts FROM delivery_notice") == 1);
        assertEquals(
                1,
                number(
                        "SELECT COUNT(*) FROM delivery_notice WHERE next_attempt > CURRENT_TIMESTAMP + INTERVAL '1' SECOND"
                                + " AND next_attempt <= CURRENT_TIMESTAMP + INTERVAL '7' SECOND"));
        run(() -> {
            execute("UPDATE delivery_notice SET next_attempt = CURRENT_TIMESTAMP WHERE attempts = 1");
            return number("SELECT COALESCE(MAX(attempts), 9) FROM delivery_notice") >= 2;
        });
        run(() -> {
            execute("UPDATE delivery_notice SET next_attempt = CURRENT_TIMESTAMP WHERE attempts = 2");
            return waiting() == 0;
        });
        assertTrue(listeners.told.size() >= ATTEMPTS);
        assertEquals(1, listeners.told.stream().distinct().count(), "a repeat is known as one");
    }

    @Test
    void aPoisonousNoticeHoldsUpNoOther() {
        keep(FATE, notice("poison@example.net"));
        for (int i = 0; i < 10; i++) {
            keep(FATE, notice("fine@example.net"));
        }
        listeners.answers.put(FATE, n -> !n.recipient().startsWith("poison"));
        run(() -> waiting() == 1);
        assertEquals(1, number("SELECT COUNT(*) FROM delivery_notice WHERE recipient = 'poison@example.net'"));
    }

    @Test
    void aSlowListenerHoldsUpNoOther() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(4);
        listeners.answers.put(SLOW, n -> {
            begun.countDown();
            return await(end);
        });
        listeners.answers.put(FATE, n -> true);
        for (int i = 0; i < 6; i++) {
            keep(SLOW, notice("slow@example.net"));
        }
        worker.wake();
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        keep(FATE, notice("fine@example.net"));
        run(() -> number("SELECT COUNT(*) FROM delivery_notice WHERE listener = '" + FATE + "'") == 0);
        assertEquals(6, waiting());
        assertEquals(
                4,
                listeners.told.stream()
                        .filter(n -> n.recipient().startsWith("slow"))
                        .count());
        end.countDown();
        run(() -> waiting() == 0);
    }

    private static boolean await(CountDownLatch end) {
        try {
            return end.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void whatACrashedServerHadComesWhenItsLeaseHasEnded() {
        keep(FATE, notice("bob@example.net"));
        assertEquals(1, new LocalStore(database).claim(FATE, 10, LEASE).size());
        listeners.answers.put(FATE, n -> true);
        assertEquals(List.of(), new LocalStore(database).claim(FATE, 10, LEASE), "another server has it");
        execute("UPDATE delivery_notice SET next_attempt = CURRENT_TIMESTAMP");
        run(() -> waiting() == 0);
    }

    @Test
    void theLeaseOfWhatIsUnderWayIsRenewed() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        listeners.answers.put(SLOW, n -> {
            begun.countDown();
            return await(end);
        });
        keep(SLOW, notice("bob@example.net"));
        worker.wake();
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        execute("UPDATE delivery_notice SET next_attempt = CURRENT_TIMESTAMP + INTERVAL '5' SECOND");
        worker.maintain();
        assertEquals(
                1,
                number(
                        "SELECT COUNT(*) FROM delivery_notice WHERE next_attempt > CURRENT_TIMESTAMP + INTERVAL '30' SECOND"));
        execute("UPDATE delivery_notice SET next_attempt = CURRENT_TIMESTAMP");
        worker.wake();
        end.countDown();
        run(() -> waiting() == 0);
        assertEquals(1, listeners.told.size(), "it is told once on one server, whatever its lease");
    }

    @Test
    void whatWaitedTooLongIsRemoved() {
        keep(FATE, notice("bob@example.net"), notice("carol@example.net"));
        execute("UPDATE delivery_notice SET expires = CURRENT_TIMESTAMP WHERE recipient = 'bob@example.net'");
        assertEquals(
                1,
                database.call(em -> new NoticeStore(em).removeWhatWaitedTooLong())
                        .intValue());
        assertEquals(1, waiting());
    }

    @Test
    void noMoreAreKeptThanTheBacklogAllows() {
        System.setProperty("letterwing.listeners.backlog", "3");
        try {
            keep(FATE, notice("a@example.net"), notice("b@example.net"));
            keep(FATE, notice("c@example.net"), notice("d@example.net"));
            keep(SLOW, notice("e@example.net"));
        } finally {
            System.clearProperty("letterwing.listeners.backlog");
        }
        assertEquals(3, number("SELECT COUNT(*) FROM delivery_notice WHERE listener = '" + FATE + "'"));
        assertEquals(4, waiting());
    }
}
