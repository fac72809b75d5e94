package org.letterwing.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.spi.Verdict;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Suspicious mail goes to Junk, which is made once for each account, when it is first needed. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class JunkMailboxesTest extends StoreContract {

    private static final SenderAuthentication QUARANTINED =
            new SenderAuthentication(Result.NONE, "", List.of(), Result.FAIL, "example.org", true, Result.NONE);

    JunkMailboxesTest(Kind kind) {
        super(kind);
    }

    @Test
    void suspiciousMailIsNotInInbox() {
        long alice = account("alice");
        assertEquals(
                List.of(Verdict.TAKEN, Verdict.TAKEN),
                deliver(suspicious("a", alice), new Arrival(TestMail.of("b"), Set.of(alice))));
        assertEquals(List.of("b"), contents(alice));
        assertEquals(List.of(1L, 1L), List.of(entries(alice, "Junk"), entries(alice, "INBOX")));
    }

    @Test
    void junkIsMadeOnceAndFoundAgain() {
        long alice = account("alice");
        long bob = account("bob");
        deliver(suspicious("a", alice), suspicious("b", alice, bob));
        deliver(suspicious("c", bob));
        assertEquals(2, entries(alice, "Junk"));
        assertEquals(2, entries(bob, "Junk"));
    }

    @Test
    void junkThatWasRenamedIsStillJunk() {
        long alice = account("alice");
        deliver(suspicious("a", alice));
        database.run(em -> {
            try {
                new MailboxTree(em).rename(alice, "Junk", "Spam");
            } catch (MailboxException e) {
                throw new IllegalStateException(e);
            }
        });
        deliver(suspicious("b", alice));
        assertEquals(2, entries(alice, "Spam"));
        assertEquals(2, count("mailbox"));
    }

    @Test
    void junkThatWasNotCommittedIsMadeAgain() {
        long alice = account("alice");
        try {
            database.run(em -> {
                deliver(em, suspicious("a", alice));
                throw new IllegalStateException("as a test wants it");
            });
        } catch (IllegalStateException e) {
            // rolled back
        }
        deliver(suspicious("b", alice));
        assertEquals(1, entries(alice, "Junk"));
    }

    @Test
    void manyWhoNeedItAtOnceMakeItOnce() throws Exception {
        Long[] accounts = Stream.of("a", "b", "c", "d").map(this::account).toArray(Long[]::new);
        int threads = 8;
        CountDownLatch ready = new CountDownLatch(threads);
        List<CompletableFuture<List<Verdict>>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            ready.countDown();
                            await(ready);
                            return deliver(suspicious("x", accounts));
                        },
                        task -> new Thread(task).start()))
                .limit(threads)
                .toList();
        for (CompletableFuture<List<Verdict>> one : all) {
            assertEquals(List.of(Verdict.TAKEN), one.get(50, TimeUnit.SECONDS));
        }
        for (long account : accounts) {
            assertEquals(threads, entries(account, "Junk"));
        }
    }

    @Test
    void aStoredMessageGoesThereToo() {
        long alice = account("alice");
        deliver("a", alice);
        long message = database.call(
                em -> (Long) em.createQuery("SELECT m.id FROM Message m").getSingleResult());
        boolean there = database.call(em -> TestStore.deliveries(em).deliver(message, Set.of(alice), true));
        assertTrue(there);
        assertEquals(1, entries(alice, "Junk"));
    }

    @Test
    void anAccountThatIsGoneHasNone() {
        long alice = account("alice");
        deliver(suspicious("a", alice));
        database.run(em -> new Mailboxes(em).remove(alice));
        assertFalse(deliverUnlessGone(suspicious("b", alice)));
    }

    private boolean deliverUnlessGone(Arrival arrival) {
        try {
            return deliver(arrival).get(0).isTaken();
        } catch (RuntimeException e) {
            return deliver(arrival).get(0).isTaken(); // what was known of it is forgotten now
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arrival suspicious(String content, Long... accounts) {
        return new Arrival(TestMail.of(content).with(QUARANTINED), Set.of(accounts));
    }

    private long entries(long account, String mailbox) {
        return database.call(em -> ((Number)
                        em.createNativeQuery("SELECT COUNT(*) FROM mailbox_entry e, mailbox m WHERE e.mailbox_id = m.id"
                                        + " AND m.account_id = :account AND m.name = :name")
                                .setParameter("account", account)
                                .setParameter("name", mailbox)
                                .getSingleResult())
                .longValue());
    }
}
