package org.letterwing.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.DirectoryException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.letterwing.directory.DirectoryException.Kind.CONFLICT;
import static org.letterwing.directory.DirectoryException.Kind.FORBIDDEN;
import static org.letterwing.directory.DirectoryException.Kind.MALFORMED;
import static org.letterwing.directory.DirectoryException.Kind.NOT_FOUND;
import static org.letterwing.directory.DirectoryException.Kind.UNPROCESSABLE;

/** What administrators of some domains do there, and how they get at nothing else; on both databases. */
abstract class DomainAdministratorContract extends DirectoryContract {

    /** Administers own.example, where its account is. */
    private static final String OLIVIA = "olivia@own.example";

    @BeforeEach
    void fill() throws DirectoryException {
        for (String domain : List.of("own.example", "other.example", "third.example")) {
            house.admin(a -> a.addDomain(domain));
        }
        house.account("own.example", "olivia", null);
        house.account("own.example", "alice", null);
        house.account("other.example", "bob", null);
        house.delegate(OLIVIA, "own.example");
    }

    @Test
    void anAccountAdministersADomainUntilThatIsTakenBack() throws DirectoryException {
        DomainDelegation delegation = delegation();
        assertEquals(List.of(new DomainAdministratorView(OLIVIA)), delegation.administrators("OWN.example"));
        assertEquals(
                new DomainAdministratorView(OLIVIA), delegation.administrator("own.example", "Olivia@Own.Example"));
        assertEquals(List.of(), delegation.administrators("other.example"));
        assertEquals(Set.of(Login.USER, Login.DOMAIN_ADMINISTRATOR), roles(OLIVIA));
        assertEquals(Set.of(Login.USER), roles("alice@own.example"));

        house.withdraw(OLIVIA, "own.example");
        assertEquals(Set.of(Login.USER), roles(OLIVIA));
        assertEquals(List.of(), house.as(OLIVIA, a -> a.domains(null, 10)).items());
        house.refuses(OLIVIA, NOT_FOUND, a -> a.domain("own.example"));
        refused(NOT_FOUND, () -> delegation.administrator("own.example", OLIVIA));
    }

    @Test
    void onlyAnAccountThatIsThereAdministersOnce() {
        DomainDelegation delegation = delegation();
        refused(CONFLICT, () -> delegation.add("own.example", OLIVIA));
        refused(UNPROCESSABLE, () -> delegation.add("own.example", "nobody@own.example"));
        refused(UNPROCESSABLE, () -> delegation.add("own.example", "nobody@nowhere.example"));
        refused(MALFORMED, () -> delegation.add("own.example", Administrator.NAME));
        refused(MALFORMED, () -> delegation.add("own.example", null));
        refused(NOT_FOUND, () -> delegation.add("nowhere.example", OLIVIA));
        refused(NOT_FOUND, () -> delegation.remove("other.example", OLIVIA));
    }

    @Test
    void anAccountAdministersSoManyDomainsAtMost() throws DirectoryException {
        for (int i = 1; i < DomainAdministrators.MOST; i++) {
            String domain = "d" + i + ".example";
            house.admin(a -> a.addDomain(domain));
            house.delegate(OLIVIA, domain);
        }
        refused(UNPROCESSABLE, () -> delegation().add("other.example", OLIVIA));
        assertEquals(
                DomainAdministrators.MOST,
                house.as(OLIVIA, a -> a.domains(null, 1000)).items().size());
    }

    @Test
    void theRightGoesWithTheAccountAndWithTheDomain() throws DirectoryException {
        house.delegate("bob@other.example", "own.example", "third.example");
        house.admin(a -> {
            a.removeDomain("third.example", false);
            a.removeAccount("other.example", "bob", true);
            return null;
        });
        house.account("other.example", "bob", null);
        house.admin(a -> a.addDomain("third.example"));
        assertEquals(Set.of(Login.USER), roles("bob@other.example"));
        assertEquals(List.of(), delegation().administrators("third.example"));
        house.admin(a -> {
            a.removeDomain("own.example", true);
            return null;
        });
        house.admin(a -> a.addDomain("own.example"));
        house.account("own.example", "olivia", null);
        house.refuses(OLIVIA, NOT_FOUND, a -> a.domain("own.example"));
    }

    @Test
    void whoIsSuspendedAdministersNothing() throws DirectoryException {
        house.admin(a -> a.changeAccount("own.example", "olivia", new AccountChange(null, null, true)));
        house.refuses(OLIVIA, NOT_FOUND, a -> a.domain("own.example"));
        house.admin(a -> a.changeAccount("own.example", "olivia", new AccountChange(null, null, false)));
        assertEquals(
                "own.example", house.as(OLIVIA, a -> a.domain("own.example")).name());
    }

    @Test
    void onesOwnDomainIsManagedAndNoOtherIsListed() throws DirectoryException {
        assertEquals(
                List.of("own.example"),
                house.as(OLIVIA, a -> a.domains(null, 10)).items().stream()
                        .map(DomainView::name)
                        .toList());
        assertEquals(
                List.of(), house.as(OLIVIA, a -> a.domains("own.example", 10)).items());
        house.as(OLIVIA, a -> a.addAccount("own.example", new NewAccount("dave", "secret".toCharArray(), 7L)));
        house.as(OLIVIA, a -> a.changeAccount("own.example", "dave", new AccountChange(null, Optional.empty(), true)));
        assertTrue(house.as(OLIVIA, a -> a.account("own.example", "dave")).suspended());
        house.as(OLIVIA, a -> a.addAlias("own.example", "*", List.of("dave@own.example", "x@elsewhere.example")));
        assertEquals(
                List.of("alice", "dave", "olivia"),
                house.as(OLIVIA, a -> a.accounts("own.example", null, 10)).items().stream()
                        .map(AccountView::localPart)
                        .toList());
        house.as(OLIVIA, a -> {
            a.removeAccount("own.example", "dave", true);
            a.removeAlias("own.example", "*");
            return null;
        });
    }

    @Test
    void anotherDomainIsAnsweredAsOneThatIsNotThere() {
        for (String local : List.of("bob", "nobody")) {
            assertSame(a -> a.account("other.example", local));
            assertSame(a -> a.changeAccount("other.example", local, new AccountChange("stolen".toCharArray(), null)));
            assertSame(a -> {
                a.removeAccount("other.example", local, true);
                return null;
            });
            assertSame(a -> a.addAccount("other.example", new NewAccount(local, "x".toCharArray(), null)));
            assertSame(a -> a.problems("other.example", List.of(new NewAccount(local, "x".toCharArray(), null))));
            assertSame(a -> a.alias("other.example", local));
            assertSame(a -> {
                a.removeAlias("other.example", local);
                return null;
            });
        }
        assertSame(a -> a.domain("other.example"));
        assertSame(a -> a.accounts("other.example", null, 10));
        assertSame(a -> a.aliases("other.example", null, 10));
        assertSame(a -> a.addAlias("other.example", "*", List.of(OLIVIA)));
    }

    /** Both answers are the same, except for the domain's name. */
    private void assertSame(DirectoryHouse.Work<?> work) {
        String there = house.refuses(OLIVIA, NOT_FOUND, work);
        assertEquals("The domain other.example is not there: add it first", there);
    }

    @Test
    void whoHasRightsInOtherDomainsIsSeenAndNotChanged() throws DirectoryException {
        house.delegate("alice@own.example", "other.example");
        house.account("own.example", "carol", null);
        house.admin(a -> a.addGrant("carol@own.example", "*@other.example"));
        house.account("own.example", "eve", null);
        house.admin(a -> a.addAlias("own.example", "between", List.of("eve@own.example")));
        house.admin(a -> a.addAlias("other.example", "board", List.of("between@own.example")));
        house.account("own.example", "dan", null);
        house.admin(a -> a.addGrant("dan@own.example", "sales@elsewhere.example"));
        for (String superior : List.of("alice", "carol", "dan", "eve")) {
            assertEquals(
                    superior,
                    house.as(OLIVIA, a -> a.account("own.example", superior)).localPart());
            for (AccountChange change : List.of(
                    new AccountChange("stolen".toCharArray(), null),
                    new AccountChange(null, null, true),
                    new AccountChange(null, Optional.of(0L)))) {
                house.refuses(OLIVIA, FORBIDDEN, a -> a.changeAccount("own.example", superior, change));
            }
            house.refuses(OLIVIA, FORBIDDEN, a -> {
                a.removeAccount("own.example", superior, true);
                return null;
            });
        }
        // Who has the same domains is an equal, and so is who may send as addresses of them.
        house.delegate(OLIVIA, "other.example");
        house.as(OLIVIA, a -> a.changeAccount("own.example", "alice", new AccountChange("new".toCharArray(), null)));
        house.as(OLIVIA, a -> a.changeAccount("own.example", "carol", new AccountChange("new".toCharArray(), null)));
        house.as(OLIVIA, a -> a.changeAccount("own.example", "eve", new AccountChange("new".toCharArray(), null)));
        house.refuses(
                OLIVIA, FORBIDDEN, a -> a.changeAccount("own.example", "dan", new AccountChange(null, null, true)));
    }

    @Test
    void aliasesOfOtherDomainsAreNeitherChangedNorNamed() throws DirectoryException {
        house.admin(a -> a.addAlias("own.example", "team", List.of("alice@own.example")));
        house.admin(a -> a.addAlias("other.example", "hidden", List.of("team@own.example")));
        for (boolean cascade : new boolean[] {false, true}) {
            String message = house.refuses(OLIVIA, CONFLICT, a -> {
                a.removeAlias("own.example", "team");
                return null;
            });
            assertFalse(message.contains("hidden"), message);
            house.refuses(OLIVIA, FORBIDDEN, a -> {
                a.removeAccount("own.example", "alice", cascade);
                return null;
            });
        }
        assertEquals(
                List.of("team@own.example"),
                house.admin(a -> a.alias("other.example", "hidden")).targets());
        house.admin(a -> a.addAlias("other.example", "direct", List.of("olivia@own.example", "bob@other.example")));
        assertFalse(house.refuses(OLIVIA, FORBIDDEN, a -> {
                    a.removeAccount("own.example", "olivia", true);
                    return null;
                })
                .contains("direct"));
        assertEquals(
                2,
                house.admin(a -> a.alias("other.example", "direct")).targets().size());
    }

    @Test
    void anAliasDoesNotTellWhoIsInAnotherDomainNorHoldsHim() throws DirectoryException {
        AliasView alias = house.as(
                OLIVIA, a -> a.addAlias("own.example", "spy", List.of("bob@other.example", "nobody@other.example")));
        assertEquals(Set.of("bob@other.example", "nobody@other.example"), Set.copyOf(alias.targets()));
        house.delegate("bob@other.example", "other.example");
        house.account("other.example", "rob", null);
        house.as("bob@other.example", a -> {
            a.removeAccount("other.example", "rob", false);
            return null;
        });
        house.admin(a -> {
            a.removeAccount("other.example", "bob", false);
            return null;
        });
        house.refuses(OLIVIA, UNPROCESSABLE, a -> a.addAlias("own.example", "x", List.of("nobody@own.example")));
    }

    @Test
    void theServersAdministratorIsInNoDomain() {
        for (String domain : List.of("", ".", "*", "admin")) {
            assertTrue(Stream.of(Kind.MALFORMED, Kind.NOT_FOUND)
                    .anyMatch(kind -> kind
                            == assertThrows(
                                            DirectoryException.class,
                                            () -> house.as(
                                                    OLIVIA,
                                                    a -> a.changeAccount(
                                                            domain,
                                                            Administrator.NAME,
                                                            new AccountChange("stolen".toCharArray(), null))))
                                    .kind()));
        }
        house.refuses(OLIVIA, NOT_FOUND, a -> a.account("own.example", Administrator.NAME));
    }

    private Set<String> roles(String account) {
        return new Logins(house.reading(), house.administrator())
                .authenticate(account, "secret".toCharArray())
                .orElseThrow()
                .roles();
    }

    /** What only looks, or is refused. */
    private DomainDelegation delegation() {
        return new DomainDelegation(
                house.reading(),
                new DirectoryVersion(house.reading()) {
                    @Override
                    long raise() {
                        return 0;
                    }
                },
                change -> {});
    }

    private static void refused(Kind kind, org.junit.jupiter.api.function.Executable work) {
        assertEquals(kind, assertThrows(DirectoryException.class, work).kind());
    }
}
