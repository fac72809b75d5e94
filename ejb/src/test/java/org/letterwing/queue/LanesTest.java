package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.letterwing.api.Recipient;
import org.letterwing.queue.Delivery.Contact;
import org.letterwing.queue.Delivery.Report;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHop.Tls;
import org.letterwing.spi.outbound.SmtpReply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Destinations share the deliveries, and one that is slow, silent or down leaves some to the others. */
class LanesTest {

    private static final int DELIVERIES = 16;

    private final Lanes lanes = new Lanes(DELIVERIES, 4, Duration.ofMinutes(5));

    @Test
    void aNewDestinationIsAskedByOneMailAndMoreFollowWhenItHasTakenIt() {
        add("a.test", 10);
        List<Lanes.Turn> first = lanes.begin();
        assertEquals(1, first.size());
        assertEquals(List.of(), lanes.begin());
        end(first, Result.TAKEN);
        assertEquals(4, lanes.begin().size());
    }

    @Test
    void administratorsSeeWhichDestinationsAreLeftAlone() {
        proven("a.test");
        fail("b.test");
        List<DestinationView> views = lanes.views();
        assertEquals(
                List.of("b.test", "a.test"),
                views.stream().map(DestinationView::name).toList());
        assertEquals(DestinationView.Standing.FAILED, views.get(0).standing());
        assertEquals(1, views.get(0).failures());
        assertTrue(views.get(0).rest().compareTo(Duration.ofSeconds(20)) > 0, views::toString);
        assertEquals(DestinationView.Standing.PROVEN, views.get(1).standing());
        assertEquals(Duration.ZERO, views.get(1).rest());
    }

    @Test
    void busyDestinationsTakeTurns() {
        IntStream.range(0, 8).forEach(i -> proven("d" + i + ".test"));
        IntStream.range(0, 8).forEach(i -> add("d" + i + ".test", 10));
        List<Lanes.Turn> turns = lanes.begin();
        assertEquals(DELIVERIES, turns.size());
        for (int i = 0; i < 8; i++) {
            String domain = "d" + i + ".test";
            assertEquals(
                    2,
                    turns.stream().filter(t -> t.job().domain().equals(domain)).count());
        }
        add("new.test", 1);
        end(turns.subList(0, 1), Result.TAKEN);
        List<String> next = domains(lanes.begin());
        end(turns.subList(1, 9), Result.TAKEN);
        next.addAll(domains(lanes.begin()));
        assertTrue(next.contains("new.test"), next::toString);
    }

    @Test
    void destinationsOfWhichNothingIsKnownLeaveHalfToTheOthers() {
        for (int i = 0; i < 20; i++) {
            add("silent" + i + ".test", 3);
        }
        assertEquals(DELIVERIES / 2, lanes.begin().size());
        assertFalse(lanes.wanted(Map.of()).contains("new.test"));
        assertFalse(lanes.wanted(Map.of()).contains("silent0.test"));
    }

    @Test
    void destinationsThatCouldNotBeReachedLeaveHalfToNewOnes() {
        for (int i = 0; i < 20; i++) {
            fail("down" + i + ".test");
        }
        assertFalse(lanes.wanted(Map.of()).contains("down0.test"), "it has a rest");
        assertTrue(lanes.wanted(Map.of()).contains("new.test"));
        assertFalse(lanes.add("down0.test", job("down0.test")), "it has a rest");
    }

    @Test
    void whatADestinationCouldNotTakeIsGivenBack() {
        add("down.test", 5);
        Lanes.End end = lanes.end(lanes.begin().get(0), report(Contact.FAILED, Result.DEFERRED, Optional.empty()));
        assertEquals(4, end.unused().size());
        assertTrue(end.restNanos() >= Duration.ofSeconds(30).toNanos());
    }

    @Test
    void aFirstRestIsNotLongerThanTheTimeBetweenAttempts() {
        Lanes quick = new Lanes(DELIVERIES, 4, Duration.ofSeconds(2));
        quick.add("down.test", job("down.test"));
        Lanes.End end = quick.end(quick.begin().get(0), report(Contact.FAILED, Result.DEFERRED, Optional.empty()));
        assertEquals(Duration.ofSeconds(2).toNanos(), end.restNanos());
    }

    @Test
    void aDestinationThatDoesNotAnswerGetsFewer() {
        proven("a.test");
        add("a.test", 20);
        List<Lanes.Turn> turns = lanes.begin();
        assertEquals(4, turns.size());
        for (Lanes.Turn turn : turns) {
            lanes.end(turn, report(Contact.MADE, Result.DEFERRED, Optional.empty()));
        }
        assertEquals(1, lanes.begin().size());
    }

    @Test
    void aMailThatIsNotWantedNowIsNoReasonForFewer() {
        proven("a.test");
        add("a.test", 20);
        for (Lanes.Turn turn : lanes.begin()) {
            lanes.end(turn, report(Contact.MADE, Result.DEFERRED, Optional.of(reply(452))));
        }
        assertEquals(4, lanes.begin().size());
    }

    @Test
    void aDestinationGetsNoMoreThanItsRateAndHoldsUpNoOther() {
        System.setProperty(QueueSettings.RATES.name(), "slow.test=1");
        try {
            proven("slow.test");
            proven("a.test");
        } finally {
            System.clearProperty(QueueSettings.RATES.name());
        }
        add("slow.test", 3);
        add("a.test", 3);
        assertEquals(List.of("a.test", "a.test", "a.test"), domains(lanes.begin()));
    }

    @Test
    void nothingIsClaimedWhileEnoughCanBegin() {
        IntStream.range(0, 8).forEach(i -> proven("d" + i + ".test"));
        IntStream.range(0, 8).forEach(i -> add("d" + i + ".test", 5));
        lanes.begin();
        assertEquals(0, lanes.shortage());
    }

    @Test
    void aSlowDestinationIsNoReasonToClaimNothing() {
        proven("slow.test");
        add("slow.test", 150);
        lanes.begin();
        assertTrue(lanes.shortage() > 0);
        assertFalse(lanes.wanted(Map.of()).contains("slow.test"));
        assertTrue(lanes.wanted(Map.of()).contains("new.test"));
    }

    @Test
    void aRoutesDomainsShareItsLane() {
        Route route = new Route("routed.test", "192.0.2.1", 25, Tls.NONE, Optional.empty());
        Map<String, Route> routes = Map.of("routed.test", route);
        assertTrue(lanes.wanted(routes).contains("routed.test"));
        fail(route.lane());
        assertFalse(lanes.wanted(routes).contains("routed.test"));
        assertTrue(lanes.wanted(routes).contains("other.test"));
        Map<String, Route> all = Map.of("*", new Route("*", "192.0.2.1", 25, Tls.NONE, Optional.empty()));
        assertFalse(lanes.wanted(all).contains("other.test"));
    }

    @Test
    void aDomainThatHasARouteNowDoesNotWaitForItsOwnLane() {
        fail("moved.test");
        assertFalse(lanes.wanted(Map.of()).contains("moved.test"));
        Route route = new Route("moved.test", "192.0.2.1", 25, Tls.NONE, Optional.empty());
        assertTrue(lanes.wanted(Map.of("moved.test", route)).contains("moved.test"));
    }

    private void proven(String domain) {
        add(domain, 1);
        end(lanes.begin(), Result.TAKEN);
    }

    private void fail(String key) {
        assertTrue(lanes.add(key, job(key)));
        lanes.end(lanes.begin().get(0), report(Contact.FAILED, Result.DEFERRED, Optional.empty()));
    }

    private void add(String domain, int jobs) {
        IntStream.range(0, jobs).forEach(i -> assertTrue(lanes.add(domain, job(domain))));
    }

    private void end(List<Lanes.Turn> turns, Result result) {
        turns.forEach(turn -> lanes.end(turn, report(Contact.MADE, result, Optional.empty())));
    }

    private static List<String> domains(List<Lanes.Turn> turns) {
        return new ArrayList<>(turns.stream().map(turn -> turn.job().domain()).toList());
    }

    private static Job job(String domain) {
        Claim claim = new Claim(
                1,
                1,
                null,
                new Recipient("bob@" + domain),
                domain,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                Instant.EPOCH);
        return new Job(List.of(claim), Optional.empty(), Optional.empty(), null);
    }

    private static Report report(Contact contact, Result result, Optional<SmtpReply> reply) {
        Claim claim = job("a.test").claims().get(0);
        return new Report(
                List.of(new Outcome(claim, new DeliveryOutcome(result, "4.0.0", reply, "said"), Tried.NONE)), contact);
    }

    private static SmtpReply reply(int code) {
        return new SmtpReply(code, Optional.empty(), "Not now");
    }
}
