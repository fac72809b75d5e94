package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.DirectoryException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** As whom an application may send, on both databases. */
abstract class ApplicationSenderContract extends DirectoryContract {

    private static final String SHOP = "shop.war";

    private ApplicationSenders senders;

    @BeforeEach
    void fill() throws DirectoryException {
        house.administrator();
        house.admin(a -> a.addDomain("shop.example"));
        senders = new ApplicationSenders(house.reading());
    }

    private void assertMay(String application, String... addresses) {
        assertEquals(Optional.empty(), senders.firstRefused(application, List.of(addresses)));
    }

    private void assertMayNot(String application, String address) {
        assertEquals(Optional.of(address), senders.firstRefused(application, List.of(address)));
    }

    @Test
    void byDefaultAnApplicationMaySendAsWhatItListensOn() {
        house.remember("shop.war#Orders", List.of("orders@shop.example", "*@returns.shop.example"));
        house.remember("other.war#Mail", List.of("other@shop.example"));
        assertMay(SHOP, "Orders@SHOP.example", "whoever@returns.shop.example");
        assertMayNot(SHOP, "other@shop.example");
        assertMayNot(SHOP, "orders@elsewhere.example");
        assertMayNot("shop", "orders@shop.example");
        assertMayNot(SHOP, "orders");
        assertEquals(
                Optional.of("boss@shop.example"),
                senders.firstRefused(SHOP, List.of("orders@shop.example", "boss@shop.example")));
    }

    @Test
    void allModulesOfAnEnterpriseArchiveAreOneApplication() {
        house.remember("shop.ear.mail.jar#Orders", List.of("orders@shop.example"));
        assertMay("shop.ear", "orders@shop.example");
    }

    @Test
    void grantsCountUntilTheyAreTakenBack() throws DirectoryException {
        GrantView one = house.admin(a -> a.addApplicationGrant(SHOP, "News@Shop.Example"));
        assertEquals(new GrantView(one.id(), null, SHOP, "news@shop.example"), one);
        GrantView all = house.admin(a -> a.addApplicationGrant(SHOP, "*@elsewhere.example"));
        assertMay(SHOP, "news@shop.example", "whoever@elsewhere.example");
        assertMayNot("other.war", "news@shop.example");
        assertEquals(List.of(one, all), house.admin(a -> a.grants(null, 10)).items());
        house.admin(a -> {
            a.removeGrant(all.id());
            return null;
        });
        assertMayNot(SHOP, "whoever@elsewhere.example");
        assertMay(SHOP, "news@shop.example");
    }

    @Test
    void anAccountsGrantIsNoApplicationsAndTheOtherWayRound() throws DirectoryException {
        house.account("shop.example", "alice", null);
        house.admin(a -> a.addGrant("alice@shop.example", "news@shop.example"));
        assertMayNot("alice@shop.example", "news@shop.example");
        house.admin(a -> a.addApplicationGrant("alice@shop.example", "sales@shop.example"));
        SenderPolicy people = new SenderPolicy(house.reading(), house.recipients());
        assertEquals(
                true,
                people.refusal("alice@shop.example", List.of("sales@shop.example"))
                        .isPresent());
    }

    @Test
    void whatCanNotBeGranted() throws DirectoryException {
        house.admin(a -> a.addApplicationGrant(SHOP, "news@shop.example"));
        house.refuses(Kind.CONFLICT, a -> a.addApplicationGrant(SHOP, "NEWS@shop.example"));
        house.refuses(Kind.MALFORMED, a -> a.addApplicationGrant(SHOP, "news"));
        house.refuses(Kind.MALFORMED, a -> a.addApplicationGrant("", "news@shop.example"));
        house.refuses(Kind.MALFORMED, a -> a.addApplicationGrant("shop.war#Orders", "news@shop.example"));
        house.refuses(Kind.MALFORMED, a -> a.addApplicationGrant("x".repeat(256), "news@shop.example"));
    }
}
