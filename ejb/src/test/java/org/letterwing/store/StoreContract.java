package org.letterwing.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.database.DiskSpace;
import org.letterwing.spi.HoldLostException;
import org.letterwing.spi.Maildrop;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.testing.TestDatabase;
import org.letterwing.testing.TestMail;

/** What the store does, on each of its databases; this class brings the words to say it in. */
abstract class StoreContract {

    /** The line that the store puts on top of {@link TestMail#of(byte[])}. */
    static final String RETURN_PATH = "Return-Path: <sender@example.org>\r\n";

    private static final DiskSpace DISK = new DiskSpace(Optional.empty(), 0);

    private final Inboxes inboxes = new Inboxes();

    @TempDir
    Path folder;

    TestDatabase database;

    private final Kind kind;

    StoreContract(Kind kind) {
        this.kind = kind;
    }

    /** The databases that the store runs on. */
    enum Kind {
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
        database.close();
    }

    /** Makes an account with its INBOX. */
    long account(String name) {
        return database.call(em -> {
            em.createNativeQuery("INSERT INTO account (local_part, created) VALUES (:name, CURRENT_TIMESTAMP)")
                    .setParameter("name", name)
                    .executeUpdate();
            long id = (Long) em.createNativeQuery("SELECT id FROM account WHERE local_part = :name", Long.class)
                    .setParameter("name", name)
                    .getSingleResult();
            new Mailboxes(em).create(id);
            return id;
        });
    }

    List<Verdict> deliver(Arrival... arrivals) {
        return database.call(em -> deliver(em, arrivals));
    }

    List<Verdict> deliver(EntityManager em, Arrival... arrivals) {
        try {
            return new Deliveries(em, DISK, inboxes).deliver(Arrays.asList(arrivals));
        } catch (StorageFullException e) {
            throw new IllegalStateException(e);
        }
    }

    void deliver(String content, Long... accounts) {
        deliver(new Arrival(TestMail.of(content), Set.of(accounts)));
    }

    Optional<Maildrop> tryOpen(long account) {
        return database.call(em -> new Maildrops(em).open(account));
    }

    Maildrop open(long account) {
        return tryOpen(account).orElseThrow();
    }

    byte[] read(UUID hold, long entry) {
        return read(database, hold, entry);
    }

    static byte[] read(TestDatabase database, UUID hold, long entry) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] slice;
        do {
            slice = database.call(em -> unlessLost(() -> new Maildrops(em).read(hold, entry, content.size())));
            content.writeBytes(slice);
        } while (slice.length > 0);
        return content.toByteArray();
    }

    void close(UUID hold, Long... entries) {
        database.run(em -> unlessLost(() -> {
            new Maildrops(em).close(hold, List.of(entries));
            return null;
        }));
    }

    /** Returns the contents of all mails of an account without the line that the store added. */
    List<String> contents(long account) {
        Maildrop maildrop = open(account);
        List<String> contents = maildrop.mails().stream()
                .map(m -> new String(read(maildrop.hold(), m.entry()), StandardCharsets.UTF_8))
                .map(c -> c.substring(RETURN_PATH.length()))
                .collect(Collectors.toList());
        close(maildrop.hold());
        return contents;
    }

    long use(long account) {
        return database.call(em -> new Mailboxes(em).use(account));
    }

    /** Counts the rows of a table. */
    long count(String table) {
        return number("SELECT COUNT(*) FROM " + table);
    }

    long number(String sql) {
        return database.call(em -> ((Number) em.createNativeQuery(sql).getSingleResult()).longValue());
    }

    /** The hold was lost, as an unchecked exception. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(HoldLostException cause) {
            super(cause);
        }
    }

    interface OnHold<T> {
        T call() throws HoldLostException;
    }

    static <T> T unlessLost(OnHold<T> work) {
        try {
            return work.call();
        } catch (HoldLostException e) {
            throw new Lost(e);
        }
    }

    /** Does work in a second session that has its own transaction, and returns its result. */
    <T> T meanwhile(Function<EntityManager, T> work) {
        return database.call(work);
    }
}
