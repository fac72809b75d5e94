package org.letterwing.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.settings.Settings;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHop.Credentials;
import org.letterwing.spi.outbound.NextHop.Tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** To which hosts mail of a domain goes. */
class RouterTest {

    private final TestHosts hosts = new TestHosts();
    private final Router router = new Router(hosts, TestHosts.address("192.0.2.99")::equals, new Random(1));

    @Test
    void hostsAreTriedByPreferenceAndThoseOfTheSameInRandomOrder() throws Exception {
        hosts.exchanger("example.net", 20, "last.example.net")
                .exchanger("example.net", 10, "one.example.net")
                .exchanger("example.net", 10, "two.example.net");
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            orders.add(plan("example.net").hosts());
        }
        assertEquals(
                Set.of(
                        List.of("one.example.net", "two.example.net", "last.example.net"),
                        List.of("two.example.net", "one.example.net", "last.example.net")),
                orders);
        assertEquals(25, plan("example.net").port());
    }

    @Test
    void aDomainWithoutMxIsItsOwnHost() throws Exception {
        hosts.host("example.net", "192.0.2.1");
        assertEquals(List.of("example.net"), plan("example.net").hosts());
        assertEquals(List.of(TestHosts.address("192.0.2.1")), router.addresses("example.net"));
    }

    @Test
    void anAddressLiteralIsNotLookedUp() throws Exception {
        assertEquals(List.of("192.0.2.1"), plan("[192.0.2.1]").hosts());
        assertEquals(List.of("2001:db8::1"), plan("[IPv6:2001:db8::1]").hosts());
        assertEquals(List.of(TestHosts.address("2001:db8::1")), router.addresses("2001:db8::1"));
    }

    @Test
    void aDomainThatTakesNoMailOrIsNotThereIsRefused() {
        hosts.exchanger("example.net", 0, "");
        refuses("5.1.10", "example.net");
        refuses("5.1.2", "nowhere.example");
    }

    @Test
    void whereDnsIsSilentMailWaits() {
        hosts.unknown("example.net");
        DeliveryOutcome outcome =
                assertThrows(NoRouteException.class, () -> plan("example.net")).outcome();
        assertEquals(Result.DEFERRED, outcome.result());
        assertEquals("4.4.3", outcome.status());
        assertThrows(NoRouteException.class, () -> router.addresses("no.example.net"));
    }

    @Test
    void mailDoesNotComeBackToUs() throws Exception {
        hosts.exchanger("example.net", 10, "better.example.net")
                .exchanger("example.net", 20, "ours.example.net")
                .exchanger("example.net", 20, "same.example.net")
                .host("ours.example.net", "192.0.2.99");
        assertEquals(List.of("better.example.net"), plan("example.net").hosts());
        hosts.exchanger("example.com", 10, Settings.HOSTNAME.get());
        refuses("5.4.6", "example.com");
        hosts.host("example.org", "192.0.2.99");
        refuses("5.4.6", "example.org");
        refuses("5.4.6", "[192.0.2.99]");
    }

    @Test
    void aRouteGoesBeforeDns() throws Exception {
        hosts.exchanger("example.net", 10, "mx.example.net");
        Credentials credentials = new Credentials("us", "secret");
        Route route = new Route("*", "smart.example.org", 587, Tls.REQUIRED, Optional.of(credentials));
        assertEquals(
                new Plan(List.of("smart.example.org"), 587, Optional.of(credentials)),
                router.plan("example.net", Optional.of(route)));
    }

    private Plan plan(String domain) throws NoRouteException {
        return router.plan(domain, Optional.empty());
    }

    private void refuses(String status, String domain) {
        DeliveryOutcome outcome =
                assertThrows(NoRouteException.class, () -> plan(domain)).outcome();
        assertEquals(Result.REFUSED, outcome.result());
        assertEquals(status, outcome.status());
    }
}
