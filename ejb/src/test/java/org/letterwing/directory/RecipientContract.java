package org.letterwing.directory;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.api.SessionFacts;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.RecipientAnswer;
import org.letterwing.spi.RecipientQuestion;
import org.letterwing.spi.Refusals;
import org.letterwing.srs.TestRewriting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who takes the mail for an address, and what is answered at RCPT, on both databases. */
abstract class RecipientContract extends DirectoryContract {

    private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final SessionFacts STRANGER = session("192.0.2.1", Optional.empty());

    private RecipientDirectory directory;
    private RecipientPolicy policy;
    private long admin;
    private long alice;
    private long bob;

    @BeforeEach
    void fill() throws DirectoryException {
        house.administrator();
        directory = house.recipients();
        policy = house.policy(directory);
        house.admin(a -> a.addDomain("example.com"));
        house.admin(a -> a.addDomain("bücher.example"));
        alice = house.account("example.com", "alice", null);
        bob = house.account("bücher.example", "bob", null);
        admin = directory.accountId(Administrator.NAME).orElseThrow();
    }

    @Test
    void anAccountTakesItsAddressHoweverItIsWritten() {
        assertTakes(RecipientAnswer.SINK, "alice@example.com", alice);
        assertTakes(RecipientAnswer.SINK, "ALICE@Example.COM", alice);
        assertTakes(RecipientAnswer.SINK, "bob@bücher.example", bob);
        assertTakes(RecipientAnswer.SINK, "bob@xn--bcher-kva.example", bob);
    }

    @Test
    void nobodyTakesTheRest() {
        RecipientAnswer unknown = RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT);
        assertTakes(unknown, "carol@example.com");
        assertTakes(unknown, "alice@bücher.example");
        assertTakes(unknown, "\"al ice\"@example.com");
        assertTakes(unknown, "*@example.com");
        assertTakes(unknown, "a".repeat(65) + "@example.com");
        RecipientAnswer foreign = RecipientAnswer.refused(Refusals.RELAY_DENIED);
        assertTakes(foreign, "alice@elsewhere.example");
        assertTakes(foreign, "alice@sub.example.com");
        assertTakes(foreign, "alice@[127.0.0.1]");
        assertTakes(foreign, "postmaster@elsewhere.example");
        assertTakes(foreign, "admin");
        assertTakes(foreign, "");
        assertTakes(foreign, "alice@example.com" + " ".repeat(1000));
    }

    @Test
    void aSubaddressIsTheUsersUnlessItHasANameOfItsOwn() throws DirectoryException {
        assertTakes(RecipientAnswer.SINK, "alice+tag@example.com", alice);
        assertTakes(RecipientAnswer.SINK, "Alice+a+b@example.com", alice);
        assertTakes(RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT), "+alice@example.com");
        long exact = house.account("example.com", "alice+tag", null);
        assertTakes(RecipientAnswer.SINK, "alice+tag@example.com", exact);
        alias("sales", "bob@bücher.example");
        assertTakes(RecipientAnswer.SINK, "sales+x@example.com", bob);
    }

    @Test
    void anAliasLeadsToAllItsAccountsOnce() throws DirectoryException {
        alias("one", "alice@example.com");
        alias("two", "one@example.com", "bob@bücher.example");
        alias("three", "two@example.com", "one@example.com", "alice@example.com");
        assertTakes(RecipientAnswer.SINK, "one@example.com", alice);
        assertTakes(RecipientAnswer.SINK, "three@example.com", alice, bob);
    }

    /** The administration makes no loops, but a hand at the database can. */
    @Test
    void aLoopOfAliasesEnds() throws DirectoryException {
        alias("one", "alice@example.com");
        alias("two", "one@example.com");
        database.run(entities -> entities.createNativeQuery(
                        "INSERT INTO alias_target (alias_id, target_alias_id) SELECT a.id, b.id FROM alias a, alias b"
                                + " WHERE a.local_part = 'one'")
                .executeUpdate());
        assertTakes(RecipientAnswer.SINK, "two@example.com", alice);
    }

    @Test
    void anAliasCanLeadElsewhereToo() throws DirectoryException {
        alias("away", "Bob@elsewhere.example");
        alias("both", "away@example.com", "alice@example.com", "carol@bücher.elsewhere.example");
        assertTakes(RecipientAnswer.SINK, "away@example.com");
        assertEquals(
                Set.of("Bob@elsewhere.example"),
                directory.ownersOf("away@example.com").elsewhere());
        assertTakes(RecipientAnswer.SINK, "both@example.com", alice);
        assertEquals(
                Set.of("Bob@elsewhere.example", "carol@xn--bcher-kva.elsewhere.example"),
                directory.ownersOf("both@example.com").elsewhere());
        alias("*", "Bob@elsewhere.example");
        assertTakes(RecipientAnswer.SINK, "any@example.com");
        assertFalse(directory.ownersOf("any@example.com").isNobody());
        assertTrue(directory.ownersOf("any@bücher.example").isNobody());
        assertTrue(directory.ownersOf("any@elsewhere.example").foreign());
    }

    @Test
    void anAccountSendsItsMailOnAndKeepsACopyIfItsOwnerWants() throws DirectoryException {
        alias("both", "alice@example.com", "bob@bücher.example");
        forward(List.of("Alice@elsewhere.example", " bob@Bücher.example "), null);
        assertTakes(RecipientAnswer.SINK, "alice+tag@example.com", alice);
        Set<String> addresses = Set.of("Alice@elsewhere.example", "bob@xn--bcher-kva.example");
        assertEquals(addresses, directory.ownersOf("alice@example.com").elsewhere());
        forward(null, false);
        assertTakes(RecipientAnswer.SINK, "alice@example.com");
        assertFalse(directory.ownersOf("alice@example.com").isNobody());
        assertTakes(RecipientAnswer.SINK, "both@example.com", bob);
        assertEquals(addresses, directory.ownersOf("both@example.com").elsewhere());
        assertEquals(
                new Forwarding(List.of("Alice@elsewhere.example", "bob@bücher.example"), false),
                house.admin(a -> a.forwarding("example.com", "alice")));
        forward(List.of(), null);
        assertTakes(RecipientAnswer.SINK, "alice@example.com", alice);
        assertEquals(Set.of(), directory.ownersOf("alice@example.com").elsewhere());
    }

    @Test
    void mailIsSentOnToAddressesOfOthersAlone() {
        refused(DirectoryException.Kind.MALFORMED, List.of("nobody"));
        refused(DirectoryException.Kind.MALFORMED, List.of("x@y.example, z@y.example"));
        refused(DirectoryException.Kind.MALFORMED, List.of(""));
        refused(DirectoryException.Kind.MALFORMED, List.of("postmaster"));
        refused(DirectoryException.Kind.UNPROCESSABLE, List.of("Alice+x@EXAMPLE.com"));
        refused(
                DirectoryException.Kind.UNPROCESSABLE,
                IntStream.rangeClosed(0, Forwarding.MOST)
                        .mapToObj(i -> i + "@elsewhere.example")
                        .toList());
        house.refuses(DirectoryException.Kind.NOT_FOUND, a -> a.forwarding("example.com", "bob"));
    }

    @Test
    void whatAnAccountSendsOnGoesWithIt() throws DirectoryException {
        forward(List.of("x@elsewhere.example"), false);
        house.admin(a -> {
            a.removeAccount("example.com", "alice", true);
            return null;
        });
        assertTakes(RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT), "alice@example.com");
        house.account("example.com", "alice", null);
        forward(List.of("x@elsewhere.example"), false);
        house.admin(a -> {
            a.removeDomain("example.com", true);
            return null;
        });
        assertTrue(directory.ownersOf("alice@example.com").foreign());
    }

    private void forward(List<String> addresses, Boolean keepsCopy) throws DirectoryException {
        house.admin(a -> a.forward("example.com", "alice", addresses, keepsCopy));
    }

    private void refused(DirectoryException.Kind kind, List<String> addresses) {
        house.refuses(kind, a -> a.forward("example.com", "alice", addresses, null));
    }

    @Test
    void whoMayRelayReachesEveryDomain() {
        System.setProperty("letterwing.relay.networks", "198.51.100.0/24");
        try {
            SessionFacts host = session("198.51.100.7", Optional.empty());
            SessionFacts user = session("192.0.2.1", Optional.of("alice@example.com"));
            for (SessionFacts session : List.of(host, user)) {
                for (String address : List.of("bob@elsewhere.example", "bob@[127.0.0.1]", "bob@[IPv6:::1]")) {
                    assertEquals(RecipientAnswer.SINK, answer(session, address), address);
                }
                for (String address : List.of("bob@else where", "bob", "bob@[1.2.3]", "bob@[::1]")) {
                    assertEquals(RecipientAnswer.refused(Refusals.NO_SUCH_DOMAIN), answer(session, address), address);
                }
                assertEquals(RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT), answer(session, "x@example.com"));
            }
            assertEquals(RecipientAnswer.refused(Refusals.RELAY_DENIED), answer(STRANGER, "bob@elsewhere.example"));
        } finally {
            System.clearProperty("letterwing.relay.networks");
        }
    }

    private RecipientAnswer answer(SessionFacts session, String address) {
        return policy.answer(new RecipientQuestion(session, "alice@example.com", address, 0));
    }

    private static SessionFacts session(String client, Optional<String> user) {
        return new SessionFacts(
                "submission", new InetSocketAddress(client, 1025), "client.example.org", Optional.empty(), user);
    }

    @Test
    void theCatchAllTakesWhatNobodyTakes() throws DirectoryException {
        alias("*", "bob@bücher.example");
        assertTakes(RecipientAnswer.SINK, "carol@example.com", bob);
        assertTakes(RecipientAnswer.SINK, "\"car ol\"@example.com", bob);
        assertTakes(RecipientAnswer.SINK, "*@example.com", bob);
        assertTakes(RecipientAnswer.SINK, "postmaster@example.com", bob);
        assertTakes(RecipientAnswer.SINK, "alice@example.com", alice);
        assertTakes(RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT), "carol@bücher.example");
    }

    @Test
    void postmasterAlwaysHasAnOwner() throws DirectoryException {
        assertTakes(RecipientAnswer.SINK, "postmaster", admin);
        assertTakes(RecipientAnswer.SINK, "PostMaster", admin);
        assertTakes(RecipientAnswer.SINK, "Postmaster@example.com", admin);
        assertTakes(RecipientAnswer.SINK, "postmaster+x@example.com", admin);
        alias("postmaster", "alice@example.com");
        assertTakes(RecipientAnswer.SINK, "Postmaster@example.com", alice);
        assertTakes(RecipientAnswer.SINK, "postmaster@bücher.example", admin);
        IntStream.range(0, 4) // and four servers start
                .mapToObj(i -> CompletableFuture.runAsync(house::administrator))
                .toList()
                .forEach(CompletableFuture::join);
        assertEquals(admin, directory.accountId("admin").orElseThrow());
    }

    @Test
    void anApplicationKeepsItsAddresses() throws DirectoryException {
        RecipientAnswer orders = RecipientAnswer.listener("orders.war#Orders");
        house.remember("orders.war#Orders", List.of("Orders@example.com", "*@bücher.example"));
        assertTakes(orders, "orders@example.com");
        assertTakes(orders, "any@bücher.example");
        assertTakes(orders, "\"a ny\"@bücher.example");
        assertTakes(RecipientAnswer.SINK, "bob@bücher.example", bob);
        assertTakes(RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT), "order@example.com");
        assertTakes(RecipientAnswer.SINK, "postmaster@bücher.example", admin);
        alias("*", "alice@example.com");
        assertEquals(orders, answer(policy, "orders@example.com", 0));
        assertTakes(RecipientAnswer.SINK, "order@example.com", alice);
        long listener = house.admin(a -> a.listeners(null, 1)).items().get(0).id();
        house.admin(a -> a.overrideMailboxes(listener, true));
        assertTakes(orders, "bob@bücher.example");
        house.admin(a -> {
            a.removeListener(listener);
            return null;
        });
        assertTakes(RecipientAnswer.SINK, "orders@example.com", alice);
        assertTakes(RecipientAnswer.SINK, "bob@bücher.example", bob);
    }

    @Test
    void theMostSpecificPatternWinsThenThePriority() {
        house.remember("a.war#All", List.of("*@example.com"));
        house.remember("b.war#Orders", List.of("orders+*@example.com"));
        house.remember("c.war#One", List.of("orders+1@example.com"));
        house.remember(new ListenerFacts(
                "d.war#Urgent", List.of(AddressPattern.parse("orders+{id}@example.com")), 5, List.of(), 0, false));
        assertTakes(RecipientAnswer.listener("c.war#One"), "orders+1@example.com");
        assertTakes(RecipientAnswer.listener("d.war#Urgent"), "orders+2@example.com");
        assertTakes(RecipientAnswer.listener("b.war#Orders"), "orders+@example.com");
        assertTakes(RecipientAnswer.listener("a.war#All"), "order@example.com");
    }

    @Test
    void anApplicationTakesWhatItWants() {
        house.remember(new ListenerFacts(
                "orders.war#Orders",
                List.of(AddressPattern.parse("orders@example.com")),
                0,
                List.of(AddressPattern.parse("*@customers.example")),
                1000,
                true));
        assertEquals(RecipientAnswer.refused(Refusals.SENDER_NOT_WANTED), asked("bob@other.example", "alice", 0));
        assertEquals(
                RecipientAnswer.listener("orders.war#Orders").onlyAuthenticated(),
                asked("bob@customers.example", null, 0));
        assertEquals(
                RecipientAnswer.refused(Refusals.LARGER_THAN_APPLICATION_TAKES),
                asked("bob@customers.example", "alice", 1001));
        assertEquals(RecipientAnswer.listener("orders.war#Orders"), asked("bob@customers.example", "alice", 1000));
    }

    @Test
    void theQueueKeepsSoManyMailsForAnApplicationAndNoMore() {
        house.remember("orders.war#Orders", List.of("orders@example.com"));
        System.setProperty(QueueSettings.LISTENER_BACKLOG.name(), "0");
        try {
            assertEquals(
                    RecipientAnswer.listenerAlone("orders.war#Orders", Refusals.APPLICATION_BACKLOG),
                    asked("bob@other.example", null, 0));
        } finally {
            System.clearProperty(QueueSettings.LISTENER_BACKLOG.name());
        }
    }

    private RecipientAnswer asked(String sender, String user, long size) {
        return policy.answer(new RecipientQuestion(
                session("192.0.2.1", Optional.ofNullable(user)), sender, "orders@example.com", size));
    }

    @Test
    void aMailboxTakesUpToItsQuota() throws DirectoryException {
        long full = house.account("example.com", "full", 1000L);
        long empty = house.account("example.com", "empty", 1000L);
        house.fill(full, 900);
        assertEquals(RecipientAnswer.SINK, answer(policy, "full@example.com", 0));
        assertEquals(RecipientAnswer.SINK, answer(policy, "full@example.com", 100));
        RecipientAnswer overQuota = RecipientAnswer.refused(Refusals.OVER_QUOTA);
        RecipientAnswer tooLarge = RecipientAnswer.refused(Refusals.LARGER_THAN_QUOTA);
        assertEquals(overQuota, answer(policy, "full@example.com", 101));
        assertEquals(overQuota, answer(policy, "full@example.com", 1000));
        assertEquals(tooLarge, answer(policy, "full@example.com", 1001));
        assertEquals(RecipientAnswer.SINK, answer(policy, "empty@example.com", 1000));

        alias("both", "full@example.com", "empty@example.com");
        assertEquals(RecipientAnswer.SINK, answer(policy, "both@example.com", 1000));
        assertEquals(tooLarge, answer(policy, "both@example.com", 1001));
        assertEquals(Set.of(full, empty), directory.accountsFor("both@example.com"));
        alias("*", "full@example.com");
        assertEquals(
                RecipientAnswer.refused(Refusals.OVER_QUOTA),
                answer(policy, "any@example.com", 500),
                "an application may");

        house.admin(a -> a.changeAccount("example.com", "full", new AccountChange(null, Optional.of(900L))));
        assertEquals(overQuota, answer(policy, "full@example.com", 0), "full to the last octet");
        house.admin(a -> a.changeAccount("example.com", "full", new AccountChange(null, Optional.empty())));
        assertEquals(RecipientAnswer.SINK, answer(policy, "full@example.com", 1L << 40));
    }

    @Test
    void mailThatHasArrivedCountsWithinSeconds() throws DirectoryException {
        long account = house.account("example.com", "carol", 1000L);
        assertEquals(RecipientAnswer.SINK, answer(policy, "carol@example.com", 500));
        house.fill(account, 900);
        assertBecomes(RecipientAnswer.refused(Refusals.OVER_QUOTA), "carol@example.com", 500);
    }

    @Test
    void aChangeIsSeenAtOnceHereAndSoonOnOtherServers() throws DirectoryException {
        try (DirectoryHouse other = new DirectoryHouse(database)) {
            RecipientPolicy theirs = other.policy(other.recipients());
            RecipientAnswer unknown = RecipientAnswer.refused(Refusals.NO_SUCH_RECIPIENT);
            assertEquals(unknown, answer(policy, "carol@example.com", 0));
            assertEquals(unknown, answer(theirs, "carol@example.com", 0));
            house.account("example.com", "carol", null);
            assertEquals(RecipientAnswer.SINK, answer(policy, "carol@example.com", 0));
            policy = theirs;
            assertBecomes(RecipientAnswer.SINK, "carol@example.com", 0);
        }
    }

    @Test
    void aListenerThatIsToldOfMailTakesNoneOfMailboxes() throws DirectoryException {
        house.remember(ListenerFacts.ofDeliveries("orders.war#Fate", List.of()));
        long listener = house.admin(a -> a.listeners(null, 1)).items().get(0).id();
        house.refuses(DirectoryException.Kind.UNPROCESSABLE, a -> a.overrideMailboxes(listener, true));
        house.refuses(DirectoryException.Kind.UNPROCESSABLE, a -> a.overrideMailboxes(listener, false));
        assertFalse(house.admin(a -> a.listeners(null, 1)).items().get(0).overridesMailboxes());
    }

    @Test
    void theReturnAddressOfAForwardedMailLeadsToItsSender() throws DirectoryException {
        alias("*", "alice@example.com");
        house.remember("orders.war#Orders", List.of("*@bücher.example"));
        long listener = house.admin(a -> a.listeners(null, 1)).items().get(0).id();
        house.admin(a -> a.overrideMailboxes(listener, true));
        String name = "news-" + "x".repeat(70);
        for (String domain : List.of("example.com", "bücher.example")) {
            String address = returnAddress(0, name) + "@" + domain;
            assertTakes(RecipientAnswer.SINK, address);
            assertEquals(
                    new Owners(false, Set.of(), Optional.empty(), Set.of(name + "@example.org")),
                    directory.ownersOf(address));
            assertTakes(RecipientAnswer.SINK, address.toLowerCase(java.util.Locale.ROOT));
            assertTakes(
                    RecipientAnswer.refused(Refusals.RETURN_ADDRESS_EXPIRED), returnAddress(22, name) + "@" + domain);
            RecipientAnswer forged = RecipientAnswer.refused(Refusals.RETURN_ADDRESS_FORGED);
            assertTakes(forged, address.replace("news", "old"));
            assertTakes(forged, "srs1=x@" + domain);
        }
        assertTakes(RecipientAnswer.refused(Refusals.RELAY_DENIED), returnAddress(0, name) + "@elsewhere.example");
        assertTakes(RecipientAnswer.SINK, "srs0@example.com", alice);
    }

    private String returnAddress(int daysOld, String name) {
        return database.call(em -> TestRewriting.daysAgo(em, daysOld, name, "example.org"));
    }

    @Test
    void anAccountIsFoundByItsCanonicalAddress() {
        assertEquals(OptionalLong.of(alice), directory.accountId("alice@example.com"));
        assertEquals(OptionalLong.of(bob), directory.accountId("bob@xn--bcher-kva.example"));
        assertEquals(OptionalLong.empty(), directory.accountId("alice+tag@example.com"));
        assertEquals(OptionalLong.empty(), directory.accountId("carol@example.com"));
        assertEquals(OptionalLong.empty(), directory.accountId("\"al ice\"@example.com"));
        assertEquals(OptionalLong.empty(), directory.accountId(""));
    }

    private void alias(String localPart, String... targets) throws DirectoryException {
        house.admin(a -> a.addAlias("example.com", localPart, List.of(targets)));
    }

    private static RecipientAnswer answer(RecipientPolicy policy, String address, long declaredSize) {
        return policy.answer(new RecipientQuestion(STRANGER, "sender@example.org", address, declaredSize));
    }

    private void assertTakes(RecipientAnswer answer, String address, Long... accounts) {
        assertEquals(answer, answer(policy, address, 0), address);
        assertEquals(Set.of(accounts), directory.accountsFor(address), address);
    }

    private void assertBecomes(RecipientAnswer answer, String address, long size) {
        long deadline = System.nanoTime() + SEEN_WITHIN_NANOS;
        while (!answer(policy, address, size).equals(answer)) {
            assertTrue(System.nanoTime() < deadline, "still " + answer(policy, address, size));
            Thread.onSpinWait();
        }
    }
}
