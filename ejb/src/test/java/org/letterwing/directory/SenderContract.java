package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.spi.Refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who may send as whom, on both databases. */
abstract class SenderContract extends DirectoryContract {

    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";

    private SenderPolicy senders;

    @BeforeEach
    void fill() throws DirectoryException {
        house.administrator();
        house.admin(a -> a.addDomain("example.com"));
        house.admin(a -> a.addDomain("bücher.example"));
        house.account("example.com", "alice", null);
        house.account("example.com", "bob", null);
        alias("alone", ALICE);
        alias("through", "alone@example.com");
        alias("both", ALICE, BOB);
        alias("*", ALICE);
        senders = new SenderPolicy(house.reading(), house.recipients());
    }

    private void alias(String name, String... targets) throws DirectoryException {
        house.admin(a -> a.addAlias("example.com", name, List.of(targets)));
    }

    private boolean may(String user, String... addresses) {
        Optional<?> refusal = senders.refusal(user, List.of(addresses));
        refusal.ifPresent(reply -> assertEquals(Refusals.SENDER_NOT_ALLOWED, reply));
        return refusal.isEmpty();
    }

    @Test
    void ownAddresses() {
        assertTrue(may(ALICE, ALICE));
        assertTrue(may(ALICE, "ALICE@Example.COM", "alice+news@example.com"));
        assertTrue(may(ALICE, "alone@example.com", "through@example.com", "alone+x@example.com"));
        assertFalse(may(ALICE, BOB));
        assertFalse(may(ALICE, ALICE, BOB));
        assertFalse(may(BOB, "alone@example.com"));
    }

    @Test
    void whatOthersGetTooOrNobodyNamedIsNotOwn() {
        assertFalse(may(ALICE, "both@example.com"));
        assertFalse(may(ALICE, "whoever@example.com"), "the catch-all");
        assertFalse(may(ALICE, "alice@elsewhere.example"));
        assertFalse(may(ALICE, "alice"));
        assertFalse(may("nobody@example.com", "nobody@example.com"));
        assertFalse(may("admin", ALICE));
    }

    @Test
    void whoSendsItsMailOnKeepsItsAddresses() throws DirectoryException {
        house.admin(a -> a.forward("example.com", "alice", List.of("x@elsewhere.example"), false));
        assertTrue(may(ALICE, ALICE, "alone@example.com"));
        assertFalse(may(ALICE, "both@example.com"));
        assertFalse(may(ALICE, "x@elsewhere.example"));
    }

    @Test
    void aSubaddressThatIsAnotherAccountIsNotOwn() throws DirectoryException {
        house.account("example.com", "alice+other", null);
        assertFalse(may(ALICE, "alice+other@example.com"));
    }

    @Test
    void grantsCountUntilTheyAreTakenBack() throws DirectoryException {
        GrantView grant = house.admin(a -> a.addGrant("Bob@EXAMPLE.com", "Sales@Elsewhere.Example"));
        assertEquals(new GrantView(grant.id(), BOB, null, "sales@elsewhere.example"), grant);
        assertTrue(may(BOB, "SALES@elsewhere.example", BOB));
        assertFalse(may(BOB, "sales2@elsewhere.example"));
        assertFalse(may(ALICE, "sales@elsewhere.example"));
        assertEquals(List.of(grant), house.admin(a -> a.grants(null, 10)).items());
        assertEquals(grant, house.admin(a -> a.grant(grant.id())));
        house.admin(a -> {
            a.removeGrant(grant.id());
            return null;
        });
        assertFalse(may(BOB, "sales@elsewhere.example"));
        house.refuses(Kind.NOT_FOUND, a -> a.grant(grant.id()));
    }

    @Test
    void aWholeDomainCanBeGranted() throws DirectoryException {
        house.admin(a -> a.addGrant("admin", "*@bücher.example"));
        assertTrue(may("admin", "whoever@xn--bcher-kva.example"));
        assertFalse(may("admin", ALICE));
        assertEquals(
                "admin", house.admin(a -> a.grants(null, 10)).items().get(0).account());
    }

    @Test
    void aGrantEndsWithItsAccount() throws DirectoryException {
        house.admin(a -> a.addGrant(BOB, "sales@example.com"));
        house.admin(a -> {
            a.removeAccount("example.com", "bob", true);
            return null;
        });
        assertEquals(List.of(), house.admin(a -> a.grants(null, 10)).items());
    }

    @Test
    void whatCanNotBeGranted() throws DirectoryException {
        house.admin(a -> a.addGrant(BOB, "sales@example.com"));
        house.refuses(Kind.CONFLICT, a -> a.addGrant(BOB, "SALES@example.com"));
        house.refuses(Kind.UNPROCESSABLE, a -> a.addGrant("carol@example.com", "sales@example.com"));
        house.refuses(Kind.MALFORMED, a -> a.addGrant(BOB, "sales"));
        house.refuses(Kind.MALFORMED, a -> a.addGrant("bob", "sales@example.com"));
        house.refuses(Kind.MALFORMED, a -> a.grants("x", 10));
    }
}
