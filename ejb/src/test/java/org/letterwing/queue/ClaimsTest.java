package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each entry is one worker's at a time, until its lease ends. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ClaimsTest extends QueueContract {

    private static final int MANY = 1000;

    ClaimsTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void whatIsClaimedIsClaimedOnce() {
        queue("bob@example.net");
        List<Claim> claims = claim();
        assertEquals(List.of("bob@example.net"), recipients(claims));
        assertEquals("IN_DELIVERY", state(claims.get(0)));
        assertEquals(List.of(), claim());
    }

    @Test
    void twoWorkersNeverTakeTheSameEntry() {
        int mails = 200;
        IntStream.range(0, mails).forEach(i -> queue("bob" + i + "@example.net"));
        List<CompletableFuture<List<Claim>>> workers = Stream.generate(UUID::randomUUID)
                .limit(4)
                .map(worker -> CompletableFuture.supplyAsync(() -> claimAll(worker)))
                .toList();
        List<Long> claimed = workers.stream()
                .flatMap(w -> w.join().stream())
                .map(Claim::entry)
                .toList();
        assertEquals(mails, claimed.size());
        assertEquals(mails, new HashSet<>(claimed).size());
    }

    private List<Claim> claimAll(UUID worker) {
        List<Claim> all = new ArrayList<>();
        while (number("SELECT COUNT(*) FROM queue_entry WHERE state = 'WAITING'") > 0) {
            all.addAll(database.call(em -> new Claims(em).claim(worker, Destinations.ALL, 7, LEASE)));
        }
        return all;
    }

    @Test
    void anotherWorkerIsNotHeldUpByOneThatIsClaiming() {
        queue("bob@example.net");
        queue("carol@example.net");
        database.run(first -> {
            assertEquals(
                    1,
                    new Claims(first).claim(WORKER, Destinations.ALL, 1, LEASE).size());
            assertEquals(List.of("carol@example.net"), recipients(claim()));
        });
    }

    @Test
    void whatOthersAreClaimingIsNotAllThatIsDueAtADestination() {
        IntStream.range(0, 40).forEach(i -> queue("bob" + i + "@example.net"));
        database.run(first -> {
            assertEquals(
                    30,
                    new Claims(first).claim(WORKER, Destinations.ALL, 30, LEASE).size());
            assertEquals(5, claim(Wanted.only(Set.of("example.net")), 5).size());
        });
    }

    @Test
    void morePriorityGoesFirstThenWhatIsDueLongest() {
        queue(priority(0), "one@example.net");
        queue(priority(-9), "two@example.net");
        queue(priority(9), "three@example.net");
        queue(priority(0), "four@example.net");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.addAll(recipients(claim(Wanted.ALL, 1)));
        }
        assertEquals(List.of("three@example.net", "one@example.net", "four@example.net", "two@example.net"), order);
    }

    @Test
    void aMailsRecipientsAreClaimedTogether() {
        queue("one@example.net", "two@example.com", "three@example.net");
        queue("four@example.net");
        assertEquals(
                Set.of("one@example.net", "two@example.com", "three@example.net"),
                Set.copyOf(recipients(claim(Wanted.ALL, 1))));
    }

    @Test
    void domainsThatAreNotWantedWait() {
        queue("one@example.net", "two@example.com");
        assertEquals(List.of(), claim(Wanted.only(Set.of()), 100));
        assertEquals(List.of("two@example.com"), recipients(claim(Wanted.allBut(Set.of("example.net")), 100)));
        assertEquals(List.of(), claim(Wanted.only(Set.of("example.org")), 100));
        assertEquals(List.of("one@example.net"), recipients(claim(Wanted.only(Set.of("example.net")), 100)));
    }

    @Test
    void manyThatAreNotWantedHideNoOthers() {
        queue(addresses(i -> "user" + i + "@large.example"));
        queue("one@example.net", "two@example.com");
        assertEquals(
                Set.of("one@example.net", "two@example.com"),
                Set.copyOf(recipients(claim(Wanted.allBut(Set.of("large.example")), 100))));
        assertEquals(1, claim(Wanted.only(Set.of("large.example")), 1).size() / MANY, "with its companions");
    }

    @Test
    void manyDomainsThatAreNotWantedHideNoOthers() {
        queue(addresses(i -> "bob@large" + i + ".example"));
        queue("one@other.example");
        queue("two@other.example");
        Wanted wanted = Wanted.only(Set.of("other.example"));
        assertEquals(List.of("one@other.example"), recipients(claim(wanted, 1)));
        assertEquals(List.of("two@other.example"), recipients(claim(wanted, 1)));
        assertEquals(List.of(), recipients(claim(wanted, 1)));
    }

    private static String[] addresses(IntFunction<String> address) {
        return IntStream.range(0, MANY).mapToObj(address).toArray(String[]::new);
    }

    @Test
    void nothingIsClaimedBeforeItsTime() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        queue(
                new DeliveryWishes(Optional.empty(), Optional.empty(), Optional.of(later), Optional.empty(), 0),
                "bob@example.net");
        assertEquals(List.of(), claim());
        execute("UPDATE queue_entry SET next_attempt = CURRENT_TIMESTAMP");
        Claim claim = claim().get(0);
        assertTrue(claim.expires().isAfter(later.plus(Duration.ofDays(4))), "its time begins when it may go");
    }

    @Test
    void aLeaseThatEndedIsTakenOverAndTheOldWorkerWritesNoMore() {
        queue("bob@example.net");
        Claim old = claim().get(0);
        takeOver();
        assertEquals(List.of(), claim(), "the lease lasts");
        endLeases();
        takeOver();
        Claim current = claim().get(0);
        assertEquals(old.entry(), current.entry());
        assertEquals(List.of(), write(old, Result.REFUSED));
        assertEquals("IN_DELIVERY", state(current));
        write(current, Result.TAKEN);
        assertEquals("DELIVERED", state(current));
        assertEquals(List.of(), write(old, Result.REFUSED));
        assertEquals("DELIVERED", state(current));
    }

    @Test
    void aLeaseThatIsRenewedIsNotTakenOver() {
        queue("bob@example.net");
        queue("carol@example.net");
        List<Claim> claims = claim();
        endLeases();
        assertEquals(Set.of(), renew(claims.subList(0, 1)));
        assertEquals(1, takeOver());
        assertEquals(
                List.of(claims.get(1).recipient()),
                claim().stream().map(Claim::recipient).toList());
        assertEquals(Set.of(claims.get(1).entry()), renew(claims));
        assertEquals(Set.of(), renew(List.of()));
    }

    @Test
    void aDomainThatIsDownIsPutOff() {
        queue("bob@example.net");
        queue("carol@example.com");
        assertEquals(
                1,
                database.call(em -> new Claims(em).putOff("example.net", Duration.ofHours(1), 1000))
                        .intValue());
        assertEquals(List.of("carol@example.com"), recipients(claim()));
        assertEquals(0, number("SELECT attempts FROM queue_entry WHERE domain = 'example.net'"));
    }

    private static DeliveryWishes priority(int priority) {
        return new DeliveryWishes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), priority);
    }

    private int takeOver() {
        return database.call(em -> new Claims(em).takeOver(100));
    }

    private Set<Long> renew(List<Claim> claims) {
        return database.call(em -> new Claims(em).renew(WORKER, claims, LEASE));
    }

    private void endLeases() {
        execute("UPDATE queue_entry SET lease_end = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
    }
}
