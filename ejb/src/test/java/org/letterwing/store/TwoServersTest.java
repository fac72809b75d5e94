package org.letterwing.store;

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.spi.Maildrop;
import org.letterwing.testing.TestDatabase;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two servers on one database: what one of them holds, the other knows of. */
class TwoServersTest extends StoreContract {

    TwoServersTest() {
        super(Kind.POSTGRES);
    }

    @Test
    void aHoldCountsOnTheOtherServerToo() {
        long alice = account("alice");
        deliver("mail", alice);
        try (TestDatabase other = TestDatabase.postgres(database.url())) {
            Maildrop maildrop = open(alice);
            assertTrue(other.call(em -> new Maildrops(em).open(alice)).isEmpty());
            long entry = maildrop.mails().get(0).entry();
            assertArrayEquals(read(maildrop.hold(), entry), read(other, maildrop.hold(), entry));
            close(maildrop.hold());
            assertTrue(other.call(em -> new Maildrops(em).open(alice)).isPresent());
            assertTrue(tryOpen(alice).isEmpty());
        }
    }

    @Test
    void whatOneTookInTheOtherNumbers() {
        long alice = account("alice");
        try (TestDatabase other = TestDatabase.postgres(database.url())) {
            deliver("one", alice);
            other.run(em -> deliver(em, new Arrival(TestMail.of("two"), Set.of(alice))));
            assertEquals(Set.of("one", "two"), Set.copyOf(contents(alice)));
            assertEquals(3, number("SELECT uid_next FROM mailbox"));
        }
    }
}
