package org.letterwing.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.directory.Change;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Login;
import org.letterwing.directory.Page;
import org.letterwing.directory.Precondition;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tokens of the API, on both databases. */
abstract class TokenContract extends DatabaseContract {

    private static final Instant END = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);

    private final List<Change> told = new ArrayList<>();
    private final Precondition precondition = new Precondition();
    private boolean byToken;

    @Test
    void aTokenIsWhoItsNameSaysWithWhatItsScopeAllows() throws DirectoryException {
        NewToken reader = add("metrics", Scope.READ, END);
        NewToken writer = add("set-up", Scope.WRITE, END);
        assertTrue(reader.secret().matches("lwt_[\\w-]{43}"), reader::secret);
        assertNotEquals(reader.secret(), writer.secret());
        assertFalse(reader.toString().contains(reader.secret()));
        assertEquals(
                List.of(new Login("token:metrics", Set.of("administrator", "token", "only-reads"))),
                login(reader.secret(), Instant.now()));
        assertEquals(
                List.of(new Login("token:set-up", Set.of("administrator", "token"))),
                login(writer.secret(), Instant.now()));
    }

    @Test
    void onlyADigestIsKept() throws DirectoryException {
        NewToken token = add("metrics", Scope.READ, END);
        String kept = database.call(em -> (String) em.createNativeQuery("SELECT digest FROM api_token", String.class)
                .getSingleResult());
        assertTrue(kept.matches("[0-9a-f]{64}"), kept);
        assertEquals(List.of(), login(kept, Instant.now()));
        assertFalse(told.toString().contains(token.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lwt_", "lwt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "admin", "' OR 1=1 --"})
    void whatIsNoTokenLetsNobodyIn(String text) throws DirectoryException {
        add("metrics", Scope.READ, END);
        assertEquals(List.of(), login(text, Instant.now()));
    }

    @Test
    void nobodyGetsInAfterTheEnd() throws DirectoryException {
        String secret = add("metrics", Scope.READ, END).secret();
        assertEquals(1, login(secret, END.minusMillis(1)).size());
        assertEquals(List.of(), login(secret, END));
        assertEquals(1, list(null, 10).items().size(), "it is still shown");
    }

    @Test
    void nobodyGetsInWithATokenThatWasTakenBack() throws DirectoryException {
        NewToken token = add("metrics", Scope.READ, END);
        administration(a -> {
            a.remove(token.token().id());
            return null;
        });
        assertEquals(List.of(), login(token.secret(), Instant.now()));
        assertRefused(Kind.NOT_FOUND, a -> a.token(token.token().id()));
        assertEquals(
                List.of("token added", "token removed"),
                told.stream().map(Change::operation).toList());
        add("metrics", Scope.WRITE, END);
    }

    @Test
    void onlyWhatTheClientHasSeenIsTakenBack() throws DirectoryException {
        NewToken token = add("metrics", Scope.READ, END);
        precondition.demand(token.token()::equals);
        login(token.secret(), Instant.now());
        assertRefused(Kind.STALE, a -> {
            a.remove(token.token().id());
            return null;
        });
        precondition.demand(shown(token)::equals);
        administration(a -> {
            a.remove(token.token().id());
            return null;
        });
        assertEquals(List.of(), list(null, 10).items());
    }

    @Test
    void theLastUseIsKeptToTheMinute() throws DirectoryException {
        NewToken token = add("metrics", Scope.READ, END);
        assertNull(token.token().lastUsed());
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        login(token.secret(), first);
        assertEquals(first, shown(token).lastUsed());
        login(token.secret(), first.plusSeconds(59));
        assertEquals(first, shown(token).lastUsed());
        Instant later = first.plusSeconds(61);
        login(token.secret(), later);
        assertEquals(later, shown(token).lastUsed());
    }

    @Test
    void aTokenMakesNoTokens() {
        byToken = true;
        assertRefused(Kind.UNPROCESSABLE, a -> a.add("other", Scope.READ, END));
    }

    @Test
    void namesAndEndsHaveRules() throws DirectoryException {
        add("metrics", Scope.READ, END);
        assertRefused(Kind.CONFLICT, a -> a.add("metrics", Scope.WRITE, END));
        for (String name : List.of("", "a b", "a@b", "ä", "x".repeat(65))) {
            assertRefused(Kind.MALFORMED, a -> a.add(name, Scope.READ, END));
        }
        for (Instant end :
                List.of(Instant.now(), Instant.MIN, Instant.MAX, Instant.now().plus(Duration.ofDays(4000)))) {
            assertRefused(Kind.UNPROCESSABLE, a -> a.add("other", Scope.READ, end));
        }
    }

    @Test
    void theyAreListedInPages() throws DirectoryException {
        for (String name : List.of("a", "b", "c")) {
            add(name, Scope.READ, END);
        }
        Page<TokenView> first = list(null, 2);
        Page<TokenView> second = list(first.next(), 2);
        assertEquals(
                List.of("a", "b"), first.items().stream().map(TokenView::name).toList());
        assertEquals(List.of("c"), second.items().stream().map(TokenView::name).toList());
        assertNull(second.next());
        assertEquals(
                second.items().get(0),
                administration(a -> a.token(second.items().get(0).id())));
        assertRefused(Kind.MALFORMED, a -> a.list("x", 2));
    }

    private NewToken add(String name, Scope scope, Instant expires) throws DirectoryException {
        return administration(a -> a.add(name, scope, expires));
    }

    private Page<TokenView> list(String after, int limit) throws DirectoryException {
        return administration(a -> a.list(after, limit));
    }

    private TokenView shown(NewToken token) throws DirectoryException {
        return administration(a -> a.token(token.token().id()));
    }

    private List<Login> login(String text, Instant now) {
        return database.call(em -> new Tokens(em).authenticate(text, now)).stream()
                .toList();
    }

    private void assertRefused(Kind kind, Work<?> work) {
        assertEquals(
                kind,
                assertThrows(DirectoryException.class, () -> administration(work))
                        .kind());
    }

    private interface Work<T> {
        T with(TokenAdministration administration) throws DirectoryException;
    }

    private <T> T administration(Work<T> work) throws DirectoryException {
        try (EntityManager entities = database.factory().createEntityManager()) {
            entities.getTransaction().begin();
            T result = work.with(new TokenAdministration(entities, told::add, precondition, () -> byToken));
            entities.getTransaction().commit();
            return result;
        }
    }
}
