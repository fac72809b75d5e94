package org.letterwing.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.spi.Maildrop;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Maildrops: one session at a time, for as long as it renews its hold; what it removes is gone when it closes. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class MaildropsTest extends StoreContract {

    MaildropsTest(Kind kind) {
        super(kind);
    }

    @Test
    void anEmptyMaildropOpensAndCloses() {
        long alice = account("alice");
        Maildrop maildrop = open(alice);
        assertEquals(List.of(), maildrop.mails());
        close(maildrop.hold());
        assertTrue(tryOpen(alice).isPresent());
    }

    @Test
    void aSecondSessionIsTurnedAwayUntilTheFirstCloses() {
        long alice = account("alice");
        long bob = account("bob");
        Maildrop maildrop = open(alice);
        assertTrue(tryOpen(alice).isEmpty());
        assertTrue(tryOpen(bob).isPresent());
        close(maildrop.hold());
        assertTrue(tryOpen(alice).isPresent());
    }

    @Test
    void ofManyAtOnceOneGetsTheHold() throws Exception {
        long alice = account("alice");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> tries = () -> tryOpen(alice).isPresent();
            int opened = 0;
            for (var result :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> tries).toList())) {
                opened += result.get() ? 1 : 0;
            }
            assertEquals(1, opened);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aHoldThatEndedIsTakenOverAndItsSessionCanDoNothingMore() {
        long alice = account("alice");
        deliver("mail", alice);
        Maildrop first = open(alice);
        endHolds();
        Maildrop second = open(alice);
        long entry = first.mails().get(0).entry();
        assertThrows(Lost.class, () -> read(first.hold(), entry));
        assertThrows(Lost.class, () -> renew(first.hold()));
        assertThrows(Lost.class, () -> close(first.hold(), entry));
        assertEquals(1, count("mailbox_entry"));
        close(second.hold(), entry);
        assertEquals(0, count("mailbox_entry"));
    }

    @Test
    void aHoldThatEndedIsLostEvenIfNobodyTookIt() {
        Maildrop maildrop = open(account("alice"));
        endHolds();
        assertThrows(Lost.class, () -> renew(maildrop.hold()));
        assertThrows(Lost.class, () -> close(maildrop.hold()));
    }

    @Test
    void startsOfSeveralMailsAreReadAtOnce() {
        long alice = account("alice");
        deliver("one", alice);
        deliver("two", alice);
        Maildrop maildrop = open(alice);
        List<Long> entries = maildrop.mails().stream().map(Maildrop.Mail::entry).toList();
        Map<Long, byte[]> starts = starts(maildrop.hold(), entries);
        for (long entry : entries) {
            assertArrayEquals(read(maildrop.hold(), entry), starts.get(entry));
        }
        assertEquals(
                Set.of(entries.get(1)),
                starts(maildrop.hold(), List.of(entries.get(1), -1L)).keySet());
        Maildrop bobs = open(account("bob"));
        assertThrows(Lost.class, () -> starts(bobs.hold(), entries));
        endHolds();
        assertThrows(Lost.class, () -> starts(maildrop.hold(), entries));
    }

    private Map<Long, byte[]> starts(UUID hold, List<Long> entries) {
        return database.call(em -> unlessLost(() -> new Maildrops(em).starts(hold, entries)));
    }

    @Test
    void renewingLengthensAHold() {
        Maildrop maildrop = open(account("alice"));
        database.run(
                em -> em.createNativeQuery("UPDATE maildrop_hold SET expires = CURRENT_TIMESTAMP + INTERVAL '5' SECOND")
                        .executeUpdate());
        renew(maildrop.hold());
        assertEquals(
                1,
                number("SELECT COUNT(*) FROM maildrop_hold WHERE"
                        + " expires BETWEEN CURRENT_TIMESTAMP + INTERVAL '30' SECOND"
                        + " AND CURRENT_TIMESTAMP + INTERVAL '60' SECOND"));
    }

    @Test
    void anotherAccountsMailCanNeitherBeReadNorRemoved() {
        long alice = account("alice");
        deliver("mail", alice);
        long entry = open(alice).mails().get(0).entry();
        Maildrop bobs = open(account("bob"));
        assertThrows(Lost.class, () -> read(bobs.hold(), entry));
        close(bobs.hold(), entry);
        assertEquals(1, count("mailbox_entry"));
    }

    @Test
    void whatIsRemovedIsCountedNoMoreAndLeavesATombstone() {
        long alice = account("alice");
        deliver("one", alice);
        deliver("two", alice);
        deliver("three", alice);
        Maildrop maildrop = open(alice);
        List<Maildrop.Mail> mails = maildrop.mails();
        close(maildrop.hold(), mails.get(0).entry(), mails.get(2).entry());

        assertEquals(mails.get(1).size(), use(alice));
        assertEquals(1, number("SELECT message_count FROM mailbox"));
        assertEquals(4, number("SELECT SUM(uid) FROM tombstone"));
        assertEquals(number("SELECT highest_modseq FROM mailbox"), number("SELECT MAX(modseq) FROM tombstone"));
        assertEquals(List.of("two"), contents(alice));
        deliver("four", alice);
        assertEquals(List.of("two", "four"), contents(alice));
        assertEquals(4, number("SELECT MAX(uid) FROM mailbox_entry"));
    }

    @Test
    void thousandsAreRemovedAtOnce() {
        long alice = account("alice");
        deliver(IntStream.range(0, 2500)
                .mapToObj(i -> new Arrival(TestMail.of("mail"), Set.of(alice)))
                .toArray(Arrival[]::new));
        Maildrop maildrop = open(alice);
        close(
                maildrop.hold(),
                maildrop.mails().stream().map(Maildrop.Mail::entry).toArray(Long[]::new));
        assertEquals(0, count("mailbox_entry"));
        assertEquals(2500, count("tombstone"));
        assertEquals(0, use(alice));
    }

    private void renew(UUID hold) {
        database.run(em -> unlessLost(() -> {
            new Maildrops(em).renew(hold);
            return null;
        }));
    }

    private void endHolds() {
        database.run(
                em -> em.createNativeQuery("UPDATE maildrop_hold SET expires = CURRENT_TIMESTAMP - INTERVAL '1' SECOND")
                        .executeUpdate());
    }
}
