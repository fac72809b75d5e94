package org.letterwing.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.mailbox.SearchKey;
import org.letterwing.spi.StorageFullException;
import org.letterwing.store.Arrival;
import org.letterwing.store.Mailboxes;
import org.letterwing.store.TestStore;
import org.letterwing.testing.TestDatabase;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What comes and goes in mailboxes comes into the index and leaves it. */
@Timeout(120)
class IndexFollowerTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private SearchIndex index;
    private long account;

    @BeforeEach
    void open() {
        database = TestDatabase.h2(folder);
        index = new SearchIndex(folder.resolve("search"));
        account = database.call(em -> {
            em.createNativeQuery("INSERT INTO account (local_part, created) VALUES ('alice', CURRENT_TIMESTAMP)")
                    .executeUpdate();
            long id = (Long)
                    em.createNativeQuery("SELECT id FROM account", Long.class).getSingleResult();
            new Mailboxes(em).create(id);
            return id;
        });
    }

    @AfterEach
    void close() {
        index.close();
        database.close();
    }

    private void deliver(String content) {
        database.run(em -> {
            try {
                TestStore.deliveries(em).deliver(List.of(new Arrival(TestMail.of(content), Set.of(account))));
            } catch (StorageFullException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private <T> T step(Function<IndexFollower, T> step) {
        return database.call(em -> step.apply(new IndexFollower(em, index)));
    }

    /** Runs until nothing is new, and returns the last message. */
    private long follow() {
        long last = step(IndexFollower::start);
        while (true) {
            long from = last;
            long next = step(follower -> follower.index(from));
            if (next == last) {
                step(follower -> {
                    follower.commit(from);
                    return true;
                });
                return last;
            }
            last = next;
        }
    }

    @Test
    void whatComesIsIndexedOnce() {
        assertEquals(0, follow());
        deliver("Subject: one\r\n\r\nfirst");
        long one = follow();
        assertEquals(List.of(one), step(IndexFollower::indexed));
        deliver("Subject: two\r\n\r\nsecond");
        long two = follow();
        assertEquals(Set.of(one, two), Set.copyOf(step(IndexFollower::indexed)));
        assertEquals(two, follow());
    }

    @Test
    void itGoesOnWhereItWas() {
        deliver("Subject: one\r\n\r\nfirst");
        long one = follow();
        index.close();
        index = new SearchIndex(folder.resolve("search"));
        assertEquals(List.of(one), step(IndexFollower::indexed));
        assertEquals(one, follow());
    }

    @Test
    void whatIsInNoMailboxLeaves() {
        deliver("Subject: one\r\n\r\nfirst");
        deliver("Subject: two\r\n\r\nsecond");
        long two = follow();
        database.run(em -> em.createNativeQuery("DELETE FROM mailbox_entry WHERE message_id <> :two")
                .setParameter("two", two)
                .executeUpdate());
        step(follower -> {
            follower.clean(follower.indexed());
            return true;
        });
        assertEquals(List.of(two), step(IndexFollower::indexed));
    }

    @Test
    void withoutAnIndexNothingIsDone() {
        index.close();
        deliver("Subject: one\r\n\r\nfirst");
        assertEquals(Long.MAX_VALUE, follow());
        assertEquals(List.of(), step(IndexFollower::indexed));
        long mailbox = database.call(em -> (Long)
                em.createNativeQuery("SELECT id FROM mailbox", Long.class).getSingleResult());
        database.run(em -> em.createNativeQuery("UPDATE mailbox_entry SET uid = 1, modseq = 1")
                .executeUpdate());
        assertEquals(
                1,
                database.call(em -> new MailSearch(em, index).search(mailbox, new SearchKey.Body("irs")))
                        .uids()
                        .size());
    }
}
