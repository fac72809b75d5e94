package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.Arrival;
import org.letterwing.store.TestStore;
import org.letterwing.testing.TestDatabase;
import org.letterwing.testing.TestMail;

/** What the queue does, on each of its databases; this class brings the words to say it in. */
abstract class QueueContract {

    static final Duration LEASE = Duration.ofMinutes(1);
    static final UUID WORKER = UUID.randomUUID();

    @TempDir
    Path folder;

    TestDatabase database;

    final DatabaseKind kind;

    QueueContract(DatabaseKind kind) {
        this.kind = kind;
    }

    /** The databases that the queue runs on. */
    enum DatabaseKind {
        /** The embedded one. */
        H2,
        /** The one for production. */
        POSTGRES
    }

    @BeforeEach
    void openDatabase() {
        database = switch (kind) {
            case H2 -> TestDatabase.h2(folder);
            case POSTGRES -> TestDatabase.postgres();
        };
    }

    @AfterEach
    void closeDatabase() {
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
    }

    /** Queues a mail from {@code sender@example.org}. */
    void queue(String... recipients) {
        queue(DeliveryWishes.NONE, recipients);
    }

    void queue(DeliveryWishes wishes, String... recipients) {
        queue(
                new Envelope(
                        "sender@example.org",
                        Arrays.stream(recipients).map(Recipient::new).toList(),
                        Set.of(),
                        wishes),
                "Subject: test\r\n\r\nmail\r\n");
    }

    void queue(Envelope envelope, String content) {
        byte[] octets = content.getBytes(StandardCharsets.UTF_8);
        TestMail mail = new TestMail(
                UUID.randomUUID(), envelope, octets.length, () -> new java.io.ByteArrayInputStream(octets));
        database.run(em -> {
            try {
                TestStore.deliveries(em)
                        .deliver(List.of(new Arrival(
                                mail,
                                Set.of(),
                                Optional.of(TestQueue.queue(em)
                                        .keeper(
                                                mail,
                                                envelope.recipients().stream()
                                                        .map(recipient -> Onward.foreign(recipient)
                                                                .orElseThrow())
                                                        .toList())))));
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    List<Claim> claim() {
        return claim(Wanted.ALL, 100);
    }

    List<Claim> claim(Wanted wanted, int most) {
        return database.call(em -> new Claims(em).claim(WORKER, new Destinations(wanted, Wanted.NOTHING), most, LEASE));
    }

    static List<String> recipients(List<Claim> claims) {
        return claims.stream().map(c -> c.recipient().address()).toList();
    }

    List<Notice> write(Claim claim, Result result) {
        return database.call(em -> write(em, claim, result));
    }

    static List<Notice> write(EntityManager em, Claim claim, Result result) {
        String status = switch (result) {
            case TAKEN -> "2.0.0";
            case REFUSED -> "5.1.1";
            case DEFERRED, UNKNOWN -> "4.2.0";
        };
        return new Results(em)
                .write(List.of(new Outcome(
                        claim, new DeliveryOutcome(result, status, Optional.empty(), "said so"), Tried.NONE)));
    }

    String state(Claim claim) {
        return (String) one("SELECT state FROM queue_entry WHERE id = " + claim.entry());
    }

    long number(String sql) {
        return ((Number) one(sql)).longValue();
    }

    Object one(String sql) {
        return database.call(em -> em.createNativeQuery(sql).getSingleResult());
    }

    void execute(String sql) {
        database.run(em -> em.createNativeQuery(sql).executeUpdate());
    }
}
