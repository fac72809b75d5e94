package org.letterwing.directory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.api.SessionFacts;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Applications are told of mail that is theirs, and of no other. */
abstract class DeliveryAudienceContract extends DirectoryContract {

    private static final String ALL = "shop.war#All";
    private static final String NEWS = "shop.war#News";

    private DeliveryAudience audience;

    @BeforeEach
    void openAudience() {
        audience = new DeliveryAudience(house.reading());
    }

    private void remember(String name, String... senders) {
        house.remember(ListenerFacts.ofDeliveries(
                name, Stream.of(senders).map(AddressPattern::parse).toList()));
        audience = new DeliveryAudience(house.reading()); // what another second would do
    }

    private static SessionFacts application(String name) {
        return session(SessionFacts.APPLICATION, name);
    }

    private static SessionFacts session(String listener, String user) {
        return new SessionFacts(
                listener,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "client.example",
                Optional.empty(),
                Optional.ofNullable(user));
    }

    @Test
    void whoNamesNoSendersIsToldOfWhatItsOwnApplicationSends() {
        remember(ALL);
        assertEquals(Set.of(ALL), audience.of(application("shop.war"), "whoever@shop.example"));
        assertEquals(Set.of(), audience.of(application("other.war"), "whoever@shop.example"));
        assertEquals(Set.of(), audience.of(session("submission", "alice@shop.example"), "whoever@shop.example"));
    }

    @Test
    void aUserWhoIsNamedAsAnApplicationIsNone() {
        remember(ALL);
        assertEquals(Set.of(), audience.of(session("submission", "shop.war"), "whoever@shop.example"));
    }

    @Test
    void sendersNarrowWhatTheApplicationSends() {
        remember(NEWS, "news+*@shop.example");
        assertEquals(Set.of(NEWS), audience.of(application("shop.war"), "News+7@Shop.Example"));
        assertEquals(Set.of(), audience.of(application("shop.war"), "shop@shop.example"));
    }

    @Test
    void mailOfOthersIsToldToWhoMaySendAsItsSender() throws DirectoryException {
        remember(NEWS, "news@shop.example");
        SessionFacts user = session("submission", "alice@shop.example");
        assertEquals(Set.of(), audience.of(user, "news@shop.example"), "nobody has granted that");
        GrantView grant = house.admin(a -> a.addApplicationGrant("shop.war", "news@shop.example"));
        assertEquals(Set.of(NEWS), audience.of(user, "news@shop.example"));
        assertEquals(Set.of(NEWS), audience.of(application("other.war"), "news@shop.example"));
        house.admin(a -> {
            a.removeGrant(grant.id());
            return null;
        });
        assertEquals(Set.of(), audience.of(user, "news@shop.example"));
    }

    @Test
    void anAddressThatAListenerTakesNeedsNoGrant() {
        house.remember("shop.ear.mail.jar#Orders", Set.of("orders@shop.example"));
        remember("shop.ear.fate.jar#Fate", "orders@shop.example");
        assertEquals(
                Set.of("shop.ear.fate.jar#Fate"),
                audience.of(session("submission", "alice@shop.example"), "orders@shop.example"));
    }

    @Test
    void beingToldOfASenderIsNoRightToSendAsIt() {
        remember(NEWS, "news@shop.example");
        assertEquals(
                Optional.of("news@shop.example"),
                new ApplicationSenders(house.reading()).firstRefused("shop.war", Set.of("news@shop.example")));
        assertEquals(
                Recipients.Kind.FOREIGN,
                house.recipients().recipients("news@shop.example").kind());
    }

    @Test
    void nobodyIsToldOfMailOfStrangersOrOfNobody() throws DirectoryException {
        remember(ALL);
        remember(NEWS, "news@shop.example");
        house.admin(a -> a.addApplicationGrant("shop.war", "news@shop.example"));
        assertEquals(Set.of(), audience.of(session("smtp", null), "news@shop.example"));
        assertEquals(Set.of(), audience.of(application("shop.war"), ""));
    }

    @Test
    void anAdministratorSeesTheKindAndForgetsIt() throws DirectoryException {
        remember(ALL);
        ListenerView view = house.admin(a -> a.listeners(null, 10)).items().get(0);
        assertEquals(ListenerFacts.Kind.DELIVERY, view.kind());
        assertEquals(0, view.waiting());
        house.admin(a -> {
            a.removeListener(view.id());
            return null;
        });
        audience = new DeliveryAudience(house.reading());
        assertEquals(Set.of(), audience.of(application("shop.war"), "whoever@shop.example"));
    }

    @Test
    void aBeanThatIsOfAnotherKindNowIsRememberedSo() {
        house.remember(ALL, Set.of("orders@shop.example"));
        remember(ALL);
        assertEquals(Set.of(ALL), audience.of(application("shop.war"), "whoever@shop.example"));
    }
}
