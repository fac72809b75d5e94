package org.letterwing.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.spi.Maildrop;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The sweep removes what nobody holds any more, and nothing else. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class SweepTest extends StoreContract {

    SweepTest(Kind kind) {
        super(kind);
    }

    @Test
    void aMessageGoesWithItsLastEntry() {
        long alice = account("alice");
        long bob = account("bob");
        deliver("x".repeat(200_000), alice, bob);
        deliver("stays", alice);
        empty(bob);
        sweep(Duration.ZERO);
        assertEquals(2, count("message"));
        removeFirst(alice);
        sweep(Duration.ofMinutes(1));
        assertEquals(2, count("message"));
        sweep(Duration.ZERO);
        assertEquals(1, count("message"));
        assertEquals(0, count("message_chunk"));
        assertEquals(0, count("unneeded_message"));
        assertEquals(List.of("stays"), contents(alice));
    }

    @Test
    void manyGoInBatches() {
        long alice = account("alice");
        deliver(IntStream.range(0, Sweep.BATCH + 1)
                .mapToObj(i -> new Arrival(TestMail.of("mail"), Set.of(alice)))
                .toArray(Arrival[]::new));
        empty(alice);
        assertTrue(sweep(Duration.ZERO));
        assertEquals(1, count("message"));
        assertFalse(sweep(Duration.ZERO));
        assertEquals(0, count("message"));
    }

    @Test
    void aCopyThatIsUnderWayKeepsItsMessageOrFails() throws Exception {
        long alice = account("alice");
        deliver("mail", alice);
        long mailbox = number("SELECT id FROM mailbox");
        long message = number("SELECT id FROM message");
        empty(alice);
        CompletableFuture<Void> sweep;
        boolean copied;
        try (EntityManager em = database.factory().createEntityManager()) {
            em.getTransaction().begin();
            em.persist(new MailboxEntry(mailbox, message, 4, Instant.now()));
            em.flush();
            sweep = CompletableFuture.runAsync(() -> sweep(Duration.ZERO));
            copied = commits(em);
        }
        sweep.handle((done, failure) -> done).get(30, TimeUnit.SECONDS);
        assertEquals(copied ? 1 : 0, count("message"));
        assertEquals(copied ? 1 : 0, count("mailbox_entry"));
    }

    private static boolean commits(EntityManager em) {
        try {
            em.getTransaction().commit();
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    @Test
    void holdsThatEndedLongAgoGo() {
        open(account("alice"));
        database.run(em -> new Sweep(em).removeHolds(Duration.ZERO));
        assertEquals(1, count("maildrop_hold"));
        database.run(em -> em.createNativeQuery(
                        "UPDATE maildrop_hold SET expires = CURRENT_TIMESTAMP - INTERVAL '60' SECOND")
                .executeUpdate());
        database.run(em -> new Sweep(em).removeHolds(Duration.ofSeconds(90)));
        assertEquals(1, count("maildrop_hold"));
        database.run(em -> new Sweep(em).removeHolds(Duration.ofSeconds(30)));
        assertEquals(0, count("maildrop_hold"));
    }

    @Test
    void aMailboxWithAQuotaIsNumberedThoughNobodyLooksAtIt() {
        long alice = account("alice");
        long bob = account("bob");
        for (String mail : List.of("one", "two")) {
            deliver(mail, alice);
            deliver(mail, bob);
        }
        assertEquals(List.of(), database.call(em -> new Sweep(em).backlogged(1)), "without a quota");
        database.run(em -> em.createNativeQuery("UPDATE account SET quota = 1000000 WHERE id = :id")
                .setParameter("id", alice)
                .executeUpdate());
        assertEquals(List.of(), database.call(em -> new Sweep(em).backlogged(2)));
        List<Long> backlogged = database.call(em -> new Sweep(em).backlogged(1));
        assertEquals(1, backlogged.size());
        database.run(em -> new Sweep(em).number(backlogged.get(0)));
        assertEquals(2, number("SELECT SUM(message_count) FROM mailbox"));
        database.run(em -> new Sweep(em).number(-1));
    }

    private boolean sweep(Duration grace) {
        return database.call(em -> new Sweep(em).removeMessages(grace));
    }

    private void empty(long account) {
        Maildrop maildrop = open(account);
        close(
                maildrop.hold(),
                maildrop.mails().stream().map(Maildrop.Mail::entry).toArray(Long[]::new));
    }

    private void removeFirst(long account) {
        Maildrop maildrop = open(account);
        close(maildrop.hold(), maildrop.mails().get(0).entry());
    }
}
