package org.letterwing.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Numbers are given when a mailbox is looked at: every mail gets one, no two the same, in the order of their keys. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class NumberingTest extends StoreContract {

    NumberingTest(Kind kind) {
        super(kind);
    }

    @Test
    void moreThanASliceIsNumberedAtOnce() {
        long alice = account("alice");
        Arrival[] arrivals = IntStream.range(0, 2100)
                .mapToObj(i -> new Arrival(TestMail.of("mail " + i), Set.of(alice)))
                .toArray(Arrival[]::new);
        deliver(arrivals);
        assertEquals(2100, open(alice).mails().size());
        assertUidsFollowKeys(2100);
        assertEquals(2101, number("SELECT uid_next FROM mailbox"));
        assertEquals(2100, number("SELECT message_count FROM mailbox"));
        assertEquals(number("SELECT SUM(size) FROM mailbox_entry"), number("SELECT octets FROM mailbox"));
    }

    @Test
    void whatIsNotNewKeepsItsNumbers() {
        long alice = account("alice");
        deliver("first", alice);
        contents(alice);
        assertEquals(2, number("SELECT highest_modseq FROM mailbox"));
        contents(alice);
        assertEquals(2, number("SELECT highest_modseq FROM mailbox"));
        deliver("second", alice);
        assertEquals(List.of("first", "second"), contents(alice));
        assertEquals(3, number("SELECT highest_modseq FROM mailbox"));
        assertEquals(2, number("SELECT COUNT(DISTINCT modseq) FROM mailbox_entry"));
    }

    @Test
    void aLateCommitWithASmallerKeyGetsTheNextNumber() {
        long alice = account("alice");
        try (EntityManager slow = database.factory().createEntityManager()) {
            slow.getTransaction().begin();
            deliver(slow, new Arrival(TestMail.of("slow"), Set.of(alice)));
            deliver("fast", alice);
            assertEquals(List.of("fast"), contents(alice));
            slow.getTransaction().commit();
        }
        assertEquals(List.of("fast", "slow"), contents(alice));
    }

    @Test
    void aDeliveryGoesOnWhileTheMailboxIsLocked() {
        long alice = account("alice");
        try (EntityManager looking = database.factory().createEntityManager()) {
            looking.getTransaction().begin();
            new Maildrops(looking).open(alice).orElseThrow();
            deliver("meanwhile", alice);
            looking.getTransaction().commit();
        }
        assertEquals(1, count("mailbox_entry"));
    }

    @Test
    void concurrentDeliveriesAndLooksLoseAndDoubleNothing() throws Exception {
        int deliverers = 4;
        int mails = 60;
        long alice = account("alice");
        long mailbox = number("SELECT id FROM mailbox");
        AtomicInteger running = new AtomicInteger(deliverers);
        ExecutorService threads = Executors.newFixedThreadPool(deliverers + 2);
        try {
            List<Future<?>> work = new java.util.ArrayList<>();
            for (int i = 0; i < deliverers; i++) {
                work.add(threads.submit(() -> {
                    for (int mail = 0; mail < mails; mail++) {
                        deliver("mail", alice);
                    }
                    running.decrementAndGet();
                }));
            }
            for (int i = 0; i < 2; i++) {
                work.add(threads.submit(() -> {
                    while (running.get() > 0) {
                        database.run(em -> new Numbering(em).lockAndNumber(mailbox));
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get(50, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(deliverers * mails, open(alice).mails().size());
        assertEquals(
                LongStream.rangeClosed(1, deliverers * mails).boxed().toList(), List.copyOf(new TreeSet<>(uids())));
        assertEquals(deliverers * mails, number("SELECT message_count FROM mailbox"));
        assertEquals(number("SELECT SUM(size) FROM mailbox_entry"), number("SELECT octets FROM mailbox"));
    }

    private void assertUidsFollowKeys(int count) {
        assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), uids());
    }

    private List<Long> uids() {
        return database.call(em -> em.createQuery("SELECT e.uid FROM MailboxEntry e ORDER BY e.id", Long.class)
                .getResultList());
    }
}
