package org.letterwing.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.guard.LoginGuard.Limits;
import org.letterwing.spi.LoginAttempt;
import org.letterwing.testing.DatabaseContract;
import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who is banned, on both databases. */
abstract class GuardContract extends DatabaseContract {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Subject SUBJECT = new Subject(Subject.Kind.ADDRESS, "192.0.2.1");

    private LoginGuard guard;

    @BeforeEach
    void openServer() {
        guard = server(new Limits(3, 5, FIRST));
    }

    /** A server on the database. */
    private LoginGuard server(Limits limits) {
        return new LoginGuard(new TransactionalBans(database), limits);
    }

    /** As the container calls the bean: each call in a transaction. */
    private static final class TransactionalBans extends Bans {

        private final TestDatabase database;

        private TransactionalBans(TestDatabase database) {
            this.database = database;
        }

        @Override
        public boolean isBanned(Subject subject, Instant now) {
            return database.call(entities -> new Bans(entities).isBanned(subject, now));
        }

        @Override
        public List<BanView> addresses(Instant now) {
            return database.call(entities -> new Bans(entities).addresses(now));
        }

        @Override
        public Optional<BanView> ban(Subject subject, Duration first, Instant now) {
            return database.call(entities -> new Bans(entities).ban(subject, first, now));
        }
    }

    private static LoginAttempt attempt(String address, String user) {
        try {
            return new LoginAttempt("pop3", InetAddress.getByName(address), user);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void fail(int times, String address, String user) {
        for (int i = 0; i < times; i++) {
            guard.loginFailed(attempt(address, user));
        }
    }

    private boolean banned(String address, String user) {
        return guard.isBanned(attempt(address, user));
    }

    @Test
    void anAddressIsBannedForAnyUser() {
        fail(2, "192.0.2.1", "alice@example.com");
        assertFalse(banned("192.0.2.1", "alice@example.com"));
        fail(1, "192.0.2.1", "");
        assertTrue(banned("192.0.2.1", "alice@example.com"));
        assertTrue(banned("192.0.2.1", "bob@example.com"));
        assertFalse(banned("192.0.2.2", "alice@example.com"));
    }

    @Test
    void anAddressOfVersion6StandsForItsNetwork() {
        fail(2, "2001:db8:0:1::1", "a");
        fail(1, "2001:db8:0:1:ffff::2", "b");
        assertTrue(banned("2001:db8:0:1:abcd::3", "c"));
        assertFalse(banned("2001:db8:0:2::1", "c"));
        assertEquals("2001:db8:0:1:0:0:0:0/64", bans().get(0).subject());
    }

    @Test
    void anAccountIsBannedMuchLaterAndNotAtHome() {
        guard.loggedIn(attempt("198.51.100.7", "Alice@Example.com"));
        for (int i = 0; i < 5; i++) {
            assertFalse(banned("192.0.2.99", "alice@example.com"));
            fail(1, "192.0.2." + i, "alice@example.com");
        }
        assertTrue(banned("192.0.2.99", "ALICE@example.com"));
        assertFalse(banned("192.0.2.99", "bob@example.com"));
        assertFalse(banned("198.51.100.7", "alice@example.com"));
        assertEquals("account", bans().get(0).kind());
        assertEquals("alice@example.com", bans().get(0).subject());
    }

    @Test
    void theBannedAddressesAreTold() throws UnknownHostException {
        fail(3, "192.0.2.1", "");
        fail(3, "2001:db8:0:1::1", "");
        fail(2, "192.0.2.2", "");
        for (int i = 0; i < 5; i++) {
            fail(1, "198.51.100." + i, "alice@example.com");
        }
        assertEquals(
                Set.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8:0:1::")),
                guard.bannedAddresses().keySet());
        assertTrue(guard.bannedAddresses().values().stream().allMatch(Instant.now()::isBefore));
        database.call(entities -> new Bans(entities)
                .ban(
                        Subject.of(attempt("192.0.2.3", "").client()),
                        FIRST,
                        Instant.now().minus(FIRST)));
        assertEquals(2, guard.bannedAddresses().size(), "a ban that has ended is none");
    }

    @Test
    void zeroIsNoLimit() {
        guard = server(new Limits(0, 0, FIRST));
        fail(50, "192.0.2.1", "alice@example.com");
        assertFalse(banned("192.0.2.1", "alice@example.com"));
    }

    @Test
    void aBanHoldsOnAllServers() {
        fail(3, "192.0.2.1", "a");
        assertTrue(server(new Limits(3, 5, FIRST)).isBanned(attempt("192.0.2.1", "a")));
    }

    @Test
    void eachBanIsTwiceAsLongUntilADayWithoutOne() {
        assertEquals(NOW.plus(FIRST), ban(NOW));
        assertNull(ban(NOW.plusSeconds(59)), "one that lasts is left as it is");
        Instant second = NOW.plusSeconds(60);
        assertEquals(second.plusSeconds(120), ban(second));
        Instant next = second.plusSeconds(120);
        for (int i = 0; i < 20; i++) {
            next = ban(next);
        }
        Instant last = next;
        assertEquals(last.plus(1, ChronoUnit.DAYS), ban(last));
        Instant muchLater = last.plus(49, ChronoUnit.HOURS);
        assertEquals(muchLater.plus(FIRST), ban(muchLater));
    }

    private Instant ban(Instant now) {
        return database.call(entities ->
                new Bans(entities).ban(SUBJECT, FIRST, now).map(BanView::until).orElse(null));
    }

    @Test
    void failuresAreForgottenInTime() {
        var counts = new FailureCounts();
        assertFalse(counts.add(SUBJECT, 2, NOW));
        assertFalse(counts.add(SUBJECT, 2, NOW.plus(FailureCounts.WINDOW).plusSeconds(1)));
        assertTrue(counts.add(SUBJECT, 2, NOW.plus(FailureCounts.WINDOW).plusSeconds(2)));
    }

    @Test
    void memoryIsBounded() {
        var counts = new FailureCounts();
        for (int i = 0; i < 100_000; i++) {
            counts.add(new Subject(Subject.Kind.ACCOUNT, "user" + i), 2, NOW);
        }
        assertEquals(20_000, counts.size());
    }

    @Test
    void anAdministratorSeesAndEndsBans() throws DirectoryException {
        for (int i = 1; i <= 3; i++) {
            fail(3, "192.0.2." + i, "");
        }
        Page<BanView> first = administration(a -> a.bans(null, 2));
        Page<BanView> second = administration(a -> a.bans(first.next(), 2));
        List<BanView> all = new ArrayList<>(first.items());
        all.addAll(second.items());
        assertNull(second.next());
        assertEquals(
                List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"),
                all.stream().map(BanView::subject).toList());
        BanView ban = all.get(0);
        assertEquals(ban, administration(a -> a.ban(ban.id())));
        assertEquals(ban.since().plus(FIRST), ban.until());
        administration(a -> {
            a.remove(ban.id());
            return null;
        });
        assertFalse(banned("192.0.2.1", ""));
        assertThrows(DirectoryException.class, () -> administration(a -> a.ban(ban.id())));
        assertThrows(DirectoryException.class, () -> administration(a -> a.bans("x", 2)));
    }

    private List<BanView> bans() {
        try {
            return administration(a -> a.bans(null, 100)).items();
        } catch (DirectoryException e) {
            throw new AssertionError(e);
        }
    }

    private interface Work<T> {
        T with(BanAdministration administration) throws DirectoryException;
    }

    private <T> T administration(Work<T> work) throws DirectoryException {
        try (EntityManager entities = database.factory().createEntityManager()) {
            entities.getTransaction().begin();
            T result = work.with(new BanAdministration(entities, change -> {}));
            entities.getTransaction().commit();
            return result;
        }
    }
}
