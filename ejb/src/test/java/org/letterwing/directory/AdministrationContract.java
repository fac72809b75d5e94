package org.letterwing.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.letterwing.directory.DirectoryException.Kind.CONFLICT;
import static org.letterwing.directory.DirectoryException.Kind.MALFORMED;
import static org.letterwing.directory.DirectoryException.Kind.NOT_FOUND;
import static org.letterwing.directory.DirectoryException.Kind.UNPROCESSABLE;

/** What the administrator does with domains, accounts and aliases, on both databases. */
abstract class AdministrationContract extends DirectoryContract {

    @BeforeEach
    void fill() throws DirectoryException {
        house.admin(a -> a.addDomain("example.com"));
    }

    @Test
    void aDomainIsThereOnceHoweverItIsWritten() throws DirectoryException {
        DomainView added = house.admin(a -> a.addDomain("BÜCHER.example"));
        assertEquals(new DomainView("bücher.example", "xn--bcher-kva.example", 0, 0), added);
        house.refuses(CONFLICT, a -> a.addDomain("bücher.example"));
        house.refuses(CONFLICT, a -> a.addDomain("xn--BCHER-kva.example"));
        assertEquals(added, house.admin(a -> a.domain("xn--bcher-kva.EXAMPLE")));
        house.admin(a -> {
            a.removeDomain("Bücher.example", false);
            return null;
        });
        house.refuses(NOT_FOUND, a -> a.domain("bücher.example"));
        house.refuses(MALFORMED, a -> a.addDomain("not a domain"));
        house.refuses(MALFORMED, a -> a.addDomain(null));
        house.refuses(MALFORMED, a -> a.domain(""));
    }

    @Test
    void aDomainCountsWhatItHas() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.account("example.com", "bob", null);
        house.admin(a -> a.addAlias("example.com", "*", List.of("bob@example.com")));
        assertEquals(new DomainView("example.com", "example.com", 2, 1), house.admin(a -> a.domain("Example.com")));
        assertEquals(
                List.of(new DomainView("example.com", "example.com", 2, 1)),
                house.admin(a -> a.domains(null, 10)).items());
    }

    @Test
    void listsComeInPages() throws DirectoryException {
        for (int i = 0; i < 5; i++) {
            String name = "d" + i;
            house.admin(a -> a.addDomain(name));
            house.account("example.com", name, null);
            house.admin(a -> a.addAlias("example.com", "a" + name, List.of(name + "@example.com")));
        }
        List<String> domains = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        house.admin(a -> {
            Page<DomainView> domainPage;
            Page<AccountView> accountPage;
            Page<AliasView> aliasPage;
            String after = null;
            do {
                domainPage = a.domains(after, 2);
                domainPage.items().forEach(d -> domains.add(d.name()));
                after = domainPage.next();
            } while (after != null);
            do {
                accountPage = a.accounts("example.com", after, 2);
                accountPage.items().forEach(d -> accounts.add(d.localPart()));
                after = accountPage.next();
            } while (after != null);
            do {
                aliasPage = a.aliases("example.com", after, 5);
                aliasPage.items().forEach(d -> aliases.add(d.localPart() + " " + d.targets()));
                after = aliasPage.next();
            } while (after != null);
            return null;
        });
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "d" + i).toList();
        List<String> allDomains = new ArrayList<>(names);
        allDomains.add("example.com");
        assertEquals(allDomains, domains);
        assertEquals(names, accounts);
        assertEquals(
                names.stream().map(n -> "a" + n + " [" + n + "@example.com]").toList(), aliases);
        house.refuses(MALFORMED, a -> a.domains(null, 0));
        house.refuses(MALFORMED, a -> a.domains(null, 1001));
        house.refuses(MALFORMED, a -> a.domains("?", 1));
        house.refuses(NOT_FOUND, a -> a.accounts("elsewhere.example", null, 1));
    }

    @Test
    void anAccountIsAddedSeenAndChanged() throws DirectoryException {
        char[] password = "secret".toCharArray();
        AccountView alice = house.admin(a -> a.addAccount("Example.COM", new NewAccount("Alice", password, 1000L)));
        assertArrayEquals(new char[6], password);
        assertEquals("alice", alice.localPart());
        assertEquals("alice@example.com", alice.address());
        assertEquals(1000, alice.quotaBytes());
        assertEquals(0, alice.usedBytes());
        assertTrue(Duration.between(alice.created(), Instant.now()).abs().toMinutes() < 5, alice.toString());

        assertEquals(alice, house.admin(a -> a.account("example.com", "ALICE")), "kept as it was");

        assertEquals(
                1000,
                house.admin(a -> a.changeAccount("example.com", "alice", new AccountChange(null, null)))
                        .quotaBytes());
        assertEquals(
                0,
                house.admin(a -> a.changeAccount("example.com", "alice", new AccountChange(null, Optional.of(0L))))
                        .quotaBytes());
        assertNull(house.admin(a -> a.changeAccount("example.com", "alice", new AccountChange(null, Optional.empty())))
                .quotaBytes());
    }

    @Test
    void anAccountIsSuspendedAndTellsItsLastLogin() throws DirectoryException {
        house.account("example.com", "alice", null);
        assertNull(house.admin(a -> a.account("example.com", "alice")).lastLogin());
        database.run(em -> new LastLogins(em).loggedIn("Alice@EXAMPLE.com"));
        AccountView alice =
                house.admin(a -> a.changeAccount("example.com", "alice", new AccountChange(null, null, true)));
        assertTrue(alice.suspended());
        assertTrue(Duration.between(alice.lastLogin(), Instant.now()).abs().toMinutes() < 5, alice.toString());
        assertEquals(alice, house.admin(a -> a.account("example.com", "alice")));
        assertFalse(house.admin(a -> a.changeAccount("example.com", "alice", new AccountChange(null, null, false)))
                .suspended());
        house.refuses(NOT_FOUND, a -> a.changeAccount("example.com", "bob", new AccountChange(null, null, true)));
    }

    @Test
    void whatIsWrongWithAccountsIsSaidBeforeTheyAreAdded() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.admin(a -> a.addAlias("example.com", "sales", List.of("alice@example.com")));
        List<Optional<Refusal>> problems = house.admin(a -> a.problems(
                "example.com",
                List.of(
                        account("bob", "", 1L),
                        account("ALICE", "", null),
                        account("sales", "", null),
                        account("a b", "", null),
                        account(null, "", null),
                        account("carl", "", -1L))));
        assertEquals(
                List.of(false, true, true, true, true, true),
                problems.stream().map(Optional::isPresent).toList());
        house.refuses(NOT_FOUND, a -> a.account("example.com", "bob"));
    }

    @Test
    void anAccountThatCantBeIsRefused() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.refuses(CONFLICT, a -> a.addAccount("example.com", account("ALICE", "secret", null)));
        house.refuses(NOT_FOUND, a -> a.addAccount("elsewhere.example", account("bob", "secret", null)));
        house.refuses(MALFORMED, a -> a.addAccount("example.com", account("needs quotes", "secret", null)));
        house.refuses(MALFORMED, a -> a.addAccount("example.com", account(null, "secret", null)));
        house.refuses(MALFORMED, a -> a.addAccount("example.com", new NewAccount("bob", null, null)));
        house.refuses(UNPROCESSABLE, a -> a.addAccount("example.com", account("bob", "", null)));
        house.refuses(UNPROCESSABLE, a -> a.addAccount("example.com", account("bob", "\u0000", null)));
        house.refuses(UNPROCESSABLE, a -> a.addAccount("example.com", account("bob", "secret", -1L)));
        house.refuses(UNPROCESSABLE, a -> a.addAccount("example.com", account("*", "secret", null)));
        house.refuses(NOT_FOUND, a -> a.account("example.com", "bob"));
        house.refuses(
                UNPROCESSABLE, a -> a.changeAccount("example.com", "alice", new AccountChange(null, Optional.of(-1L))));
        house.refuses(
                UNPROCESSABLE, a -> a.changeAccount("example.com", "alice", new AccountChange(new char[0], null)));
        house.refuses(NOT_FOUND, a -> a.changeAccount("example.com", "bob", new AccountChange(null, null)));
    }

    @Test
    void anAliasLeadsToAccountsAndAliasesInTheirOrder() throws DirectoryException {
        house.admin(a -> a.addDomain("bücher.example"));
        house.account("example.com", "zoe", null);
        house.account("bücher.example", "alice", null);
        AliasView sales = house.admin(a -> a.addAlias(
                "example.com", "Sales", List.of("Zoe@Example.com", "alice@bücher.example", "zoe@example.com")));
        assertEquals(
                new AliasView("sales", "sales@example.com", List.of("zoe@example.com", "alice@bücher.example")), sales);
        house.admin(a -> a.addAlias("example.com", "*", List.of("sales@example.com", "alice@bücher.example")));
        assertEquals(sales, house.admin(a -> a.alias("example.com", "SALES")));
        assertEquals(
                List.of(
                        new AliasView("*", "*@example.com", List.of("sales@example.com", "alice@bücher.example")),
                        sales),
                house.admin(a -> a.aliases("example.com", null, 10)).items());
    }

    @Test
    void anAliasThatCantBeIsRefused() throws DirectoryException {
        house.account("example.com", "alice", null);
        List<String> alice = List.of("alice@example.com");
        house.admin(a -> a.addAlias("example.com", "sales", alice));
        house.admin(a -> a.addAlias("example.com", "*", alice));
        house.refuses(CONFLICT, a -> a.addAlias("example.com", "Sales", alice));
        house.refuses(CONFLICT, a -> a.addAlias("example.com", "alice", alice));
        house.refuses(CONFLICT, a -> a.addAlias("example.com", "*", alice));
        house.refuses(CONFLICT, a -> a.addAccount("example.com", account("SALES", "secret", null)));
        house.refuses(NOT_FOUND, a -> a.addAlias("elsewhere.example", "sales", alice));
        house.refuses(MALFORMED, a -> a.addAlias("example.com", "a b", alice));
        house.refuses(MALFORMED, a -> a.addAlias("example.com", "x", List.of("alice")));
        house.refuses(UNPROCESSABLE, a -> a.addAlias("example.com", "x", List.of()));
        house.refuses(UNPROCESSABLE, a -> a.addAlias("example.com", "x", null));
        house.refuses(UNPROCESSABLE, a -> a.addAlias("example.com", "x", List.of("x@example.com")));
        house.refuses(MALFORMED, a -> a.addAlias("example.com", "x", List.of("bob@[192.0.2.1]")));
        house.refuses(UNPROCESSABLE, a -> a.addAlias("example.com", "x", List.of("*@example.com")));
        house.refuses(NOT_FOUND, a -> a.alias("example.com", "x"));
    }

    @Test
    void anAliasWithTargetsElsewhereComesAndGoes() throws DirectoryException {
        house.account("example.com", "alice", null);
        List<String> targets = List.of("alice@example.com", "Bob@bücher.elsewhere.example");
        AliasView away = new AliasView("away", "away@example.com", targets);
        assertEquals(away, house.admin(a -> a.addAlias("example.com", "away", targets)));
        assertEquals(away, house.admin(a -> a.alias("example.com", "away")));
        house.admin(a -> removeAccount(a, "alice", true));
        assertEquals(
                targets.subList(1, 2),
                house.admin(a -> a.alias("example.com", "away")).targets());
        house.admin(a -> removeAlias(a, "away"));
        house.admin(a -> a.addAlias("example.com", "again", targets.subList(1, 2)));
        house.admin(a -> {
            a.removeDomain("example.com", true);
            return null;
        });
        assertEquals(0L, (Long)
                database.call(em -> em.createNativeQuery("SELECT COUNT(*) FROM alias_forward", Long.class)
                        .getSingleResult()));
    }

    @Test
    void anAliasIsRemovedUnlessAnotherLeadsToIt() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.admin(a -> a.addAlias("example.com", "one", List.of("alice@example.com")));
        house.admin(a -> a.addAlias("example.com", "two", List.of("one@example.com")));
        house.refuses(CONFLICT, a -> removeAlias(a, "one"));
        house.admin(a -> removeAlias(a, "two"));
        house.admin(a -> removeAlias(a, "ONE"));
        assertEquals(
                List.of(), house.admin(a -> a.aliases("example.com", null, 10)).items());
        house.refuses(NOT_FOUND, a -> removeAlias(a, "one"));
    }

    @Test
    void anAccountIsRemovedWithItsAliasesOnlyOnRequest() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.account("example.com", "bob", null);
        house.admin(a -> a.addAlias("example.com", "both", List.of("alice@example.com", "bob@example.com")));
        house.admin(a -> a.addAlias("example.com", "one", List.of("alice@example.com")));
        house.admin(a -> a.addAlias("example.com", "two", List.of("one@example.com")));
        house.refuses(CONFLICT, a -> removeAccount(a, "alice", false));
        house.admin(a -> removeAccount(a, "Alice", true));
        house.refuses(NOT_FOUND, a -> a.account("example.com", "alice"));
        assertEquals(
                List.of(new AliasView("both", "both@example.com", List.of("bob@example.com"))),
                house.admin(a -> a.aliases("example.com", null, 10)).items());
        house.admin(a -> removeAlias(a, "both"));
        house.admin(a -> removeAccount(a, "bob", false));
        house.refuses(NOT_FOUND, a -> removeAccount(a, "bob", true));
    }

    @Test
    void mailIsRemovedOnlyOnRequest() throws DirectoryException {
        long alice = house.account("example.com", "alice", null);
        house.fill(alice, 1234);
        assertEquals(1234, house.admin(a -> a.account("example.com", "alice")).usedBytes());
        house.refuses(CONFLICT, a -> removeAccount(a, "alice", false));
        house.admin(a -> removeAccount(a, "alice", true));
        house.refuses(NOT_FOUND, a -> a.account("example.com", "alice"));
        long bob = house.account("example.com", "bob", null);
        assertEquals(0, house.admin(a -> a.account("example.com", "bob")).usedBytes());
        house.fill(bob, 1);
        house.admin(a -> removeDomain(a, "example.com", true));
        assertEquals(List.of(), house.admin(a -> a.domains(null, 1)).items());
    }

    @Test
    void aDomainIsRemovedWithItsContentsOnlyOnRequest() throws DirectoryException {
        house.admin(a -> a.addDomain("other.example"));
        house.account("example.com", "alice", null);
        house.account("other.example", "bob", null);
        house.admin(a -> a.addAlias("example.com", "*", List.of("alice@example.com", "bob@other.example")));
        house.admin(a -> a.addAlias("other.example", "one", List.of("alice@example.com")));
        house.admin(a -> a.addAlias("other.example", "two", List.of("alice@example.com", "bob@other.example")));
        house.admin(a -> a.addAlias("other.example", "three", List.of("one@other.example")));
        house.refuses(CONFLICT, a -> removeDomain(a, "example.com", false));
        house.admin(a -> removeDomain(a, "example.com", true));
        house.refuses(NOT_FOUND, a -> removeDomain(a, "example.com", true));
        assertEquals(
                List.of(new DomainView("other.example", "other.example", 1, 1)),
                house.admin(a -> a.domains(null, 10)).items());
        assertEquals(
                List.of(new AliasView("two", "two@other.example", List.of("bob@other.example"))),
                house.admin(a -> a.aliases("other.example", null, 10)).items());
    }

    @Test
    void listenersAreSeenAndForgotten() throws DirectoryException {
        house.remember("orders.war#Orders", List.of("orders@Example.com", "*@bücher.example"));
        house.remember("bills.war#Bills", List.of("bills@example.com"));
        Page<ListenerView> first = house.admin(a -> a.listeners(null, 1));
        assertEquals("bills.war#Bills", first.items().get(0).application());
        ListenerView orders =
                house.admin(a -> a.listeners(first.next(), 1)).items().get(0);
        assertEquals(List.of("*@xn--bcher-kva.example", "orders@example.com"), orders.patterns());
        assertTrue(Duration.between(orders.lastSeen(), Instant.now()).abs().toMinutes() < 5, orders.toString());

        house.remember("orders.war#Orders", List.of("new@example.com"));
        house.remember("orders.war#Orders", List.of("new@example.com"));
        ListenerView changed =
                house.admin(a -> a.listeners(first.next(), 10)).items().get(0);
        assertEquals(orders.id(), changed.id());
        assertEquals(List.of("new@example.com"), changed.patterns());
        assertTrue(changed.lastSeen().isAfter(orders.lastSeen()));

        house.admin(a -> {
            a.removeListener(orders.id());
            return null;
        });
        house.refuses(NOT_FOUND, a -> {
            a.removeListener(orders.id());
            return null;
        });
        assertEquals(first.items(), house.admin(a -> a.listeners(null, 10)).items());
    }

    @Test
    void ofTwoThatTakeOneNameAtOnceOneIsRefused() throws DirectoryException {
        house.account("example.com", "alice", null);
        for (int i = 0; i < 10; i++) {
            String name = "name" + i;
            List<Integer> added = Stream.<DirectoryHouse.Work<?>>of(
                            a -> a.addAccount("example.com", account(name, "secret", null)),
                            a -> a.addAlias("example.com", name, List.of("alice@example.com")))
                    .map(work -> CompletableFuture.supplyAsync(() -> takes(work)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertEquals(1, added.get(0) + added.get(1), name);
        }
    }

    private int takes(DirectoryHouse.Work<?> work) {
        try {
            house.admin(work);
            return 1;
        } catch (DirectoryException e) {
            assertEquals(CONFLICT, e.kind());
            return 0;
        }
    }

    private static NewAccount account(String localPart, String password, Long quota) {
        return new NewAccount(localPart, password.toCharArray(), quota);
    }

    private static Void removeAlias(DirectoryAdministration administration, String name) throws DirectoryException {
        administration.removeAlias("example.com", name);
        return null;
    }

    private static Void removeAccount(DirectoryAdministration administration, String name, boolean cascade)
            throws DirectoryException {
        administration.removeAccount("example.com", name, cascade);
        return null;
    }

    private static Void removeDomain(DirectoryAdministration administration, String name, boolean cascade)
            throws DirectoryException {
        administration.removeDomain(name, cascade);
        return null;
    }
}
