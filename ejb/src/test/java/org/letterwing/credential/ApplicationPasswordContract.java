package org.letterwing.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.letterwing.directory.Change;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.TestDirectory;
import org.letterwing.directory.WrongSecretException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Passwords of programs, on both databases. */
abstract class ApplicationPasswordContract extends CredentialContract {

    private static final Instant END = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);

    @Test
    void aProgramLogsInWithItsPasswordHoweverThatIsTyped() throws DirectoryException {
        NewApplicationPassword added = add(ALICE, "telephone", null);
        assertTrue(added.password().matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"), added::password);
        assertEquals(Optional.of(ALICE), mail("Alice@Bücher.example", added.password()));
        assertEquals(
                Optional.of(ALICE),
                mail(ALICE, added.password().replace("-", "").toUpperCase()));
        assertEquals(Optional.of(ALICE), mail(ALICE, "secret"), "the account's own too");
        assertEquals(Optional.empty(), mail(ALICE, "Secret"));
        assertEquals(Optional.empty(), mail(BOB, added.password()));
        assertEquals(Optional.empty(), mail("nobody", added.password()));
        assertEquals(Optional.empty(), mail(ADMIN, added.password()));
        assertEquals(Optional.empty(), mail(ALICE, "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa"));
    }

    @Test
    void theAdministratorHasSuchPasswordsToo() throws DirectoryException {
        NewApplicationPassword added =
                call(em -> passwords(em, ADMIN).add("the administrator's".toCharArray(), "telephone", null));
        assertEquals(Optional.of(ADMIN), mail("Admin", added.password()));
        assertEquals(Optional.empty(), mail(ALICE, added.password()));
    }

    @Test
    void thePasswordIsWipedAndNotKept() throws DirectoryException {
        NewApplicationPassword added = add(ALICE, "telephone", null);
        char[] password = added.password().toCharArray();
        database.run(em ->
                new MailLogins(new ApplicationPasswords(em), TestDirectory.logins(em)).authenticate(ALICE, password));
        assertArrayEquals(new char[password.length], password);
        String kept = database.call(
                em -> (String) em.createNativeQuery("SELECT digest FROM application_password", String.class)
                        .getSingleResult());
        assertTrue(kept.matches("[0-9a-f]{64}"), kept);
        assertFalse(told.toString().contains(added.password()));
        assertFalse(added.toString().contains(added.password()));
    }

    @Test
    void anAccountsOwnPasswordMayLookLikeThatOfAProgram() {
        String password = "abcd-efgh-ijkl-mnop-qrst-uvwx";
        database.run(em -> TestDirectory.setPassword(em, DOMAIN, "alice", password));
        assertEquals(Optional.of(ALICE), mail(ALICE, password));
    }

    @Test
    void onlyWhoKnowsTheAccountsOwnPasswordMakesThem() throws DirectoryException {
        String telephone = add(ALICE, "telephone", null).password();
        for (String wrong : List.of("Secret", "", telephone)) {
            assertThrows(
                    WrongSecretException.class,
                    () -> call(em -> passwords(em, ALICE).add(wrong.toCharArray(), "tablet", null)));
        }
        assertEquals(1, list(ALICE).size());
    }

    @Test
    void oneThatHasEndedOrWasRemovedOpensNothing() throws DirectoryException {
        NewApplicationPassword ends = add(ALICE, "guest", END);
        NewApplicationPassword removed = add(ALICE, "telephone", null);
        assertEquals(Optional.of(ALICE), at(END.minusMillis(1), ends));
        assertEquals(Optional.empty(), at(END, ends));
        assertRefused(Kind.NOT_FOUND, em -> {
            passwords(em, BOB).remove(removed.view().id());
            return null;
        });
        assertFalse(isEnded(ALICE));
        run(em -> passwords(em, ALICE).remove(removed.view().id()));
        assertTrue(isEnded(ALICE), "also what had logged in with it");
        assertEquals(Optional.empty(), mail(ALICE, removed.password()));
        assertEquals(List.of("guest"), names(ALICE), "it is still shown");
        assertEquals(
                List.of("application password added", "application password added", "application password removed"),
                told.stream().map(Change::operation).toList());
        assertEquals(ALICE, told.get(0).subject());
    }

    @Test
    void aSuspendedAccountIsClosedToProgramsToo() throws DirectoryException {
        NewApplicationPassword added = add(ALICE, "telephone", null);
        database.run(em -> TestDirectory.suspend(em, DOMAIN, "alice", true));
        assertEquals(Optional.empty(), mail(ALICE, added.password()));
        database.run(em -> TestDirectory.suspend(em, DOMAIN, "alice", false));
        assertEquals(Optional.of(ALICE), mail(ALICE, added.password()));
    }

    @Test
    void theyGoWithTheirAccount() throws DirectoryException {
        add(ALICE, "telephone", null);
        database.run(em -> TestDirectory.removeDomain(em, DOMAIN));
        long left =
                database.call(em -> (Long) em.createNativeQuery("SELECT COUNT(*) FROM application_password", Long.class)
                        .getSingleResult());
        assertEquals(0, left);
        assertRefused(Kind.NOT_FOUND, em -> passwords(em, ALICE).list());
    }

    @Test
    void theLastUseIsKeptToTheMinute() throws DirectoryException {
        NewApplicationPassword added = add(ALICE, "telephone", null);
        assertNull(added.view().lastUsed());
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        at(first, added);
        at(first.plusSeconds(59), added);
        assertEquals(first, list(ALICE).get(0).lastUsed());
        at(first.plusSeconds(61), added);
        assertEquals(first.plusSeconds(61), list(ALICE).get(0).lastUsed());
    }

    @Test
    void namesEndsAndNumbersHaveRules() throws DirectoryException {
        add(ALICE, " Anna's téléphone ", null);
        assertEquals(List.of("Anna's téléphone"), names(ALICE));
        refuses(Kind.CONFLICT, "Anna's téléphone", null);
        for (String name : List.of("", "  ", "a\nb", "x".repeat(65))) {
            refuses(Kind.MALFORMED, name, null);
        }
        for (Instant end :
                List.of(Instant.now(), Instant.MIN, Instant.MAX, Instant.now().plus(Duration.ofDays(4000)))) {
            refuses(Kind.UNPROCESSABLE, "other", end);
        }
        for (int i = 1; i < 50; i++) {
            add(ALICE, "program " + i, END);
        }
        refuses(Kind.CONFLICT, "one more", null);
        add(BOB, "telephone", null);
    }

    private NewApplicationPassword add(String owner, String name, Instant expires) throws DirectoryException {
        return call(em -> passwords(em, owner).add("secret".toCharArray(), name, expires));
    }

    private void refuses(Kind kind, String name, Instant expires) {
        assertRefused(kind, em -> passwords(em, ALICE).add("secret".toCharArray(), name, expires));
    }

    private List<ApplicationPasswordView> list(String owner) throws DirectoryException {
        return call(em -> passwords(em, owner).list());
    }

    private List<String> names(String owner) throws DirectoryException {
        return list(owner).stream().map(ApplicationPasswordView::name).toList();
    }

    private Optional<String> at(Instant time, NewApplicationPassword password) {
        return database.call(em -> new ApplicationPasswords(em)
                .authenticate(ALICE, password.password().toCharArray(), time));
    }
}
