package org.letterwing.queue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.persistence.Query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A claim takes milliseconds however much waits, whether it is due, and whether it is wanted or not. */
@Timeout(900)
@EnabledIfSystemProperty(named = "letterwing.test.full", matches = "true")
@ParameterizedClass
@EnumSource
class ManyClaimsTest extends QueueContract {

    private static final int OF_DOMAIN = 100;
    private static final int BEFORE = 10_000;
    private static final int CLAIMS = 50;
    private static final int MOST_MILLIS = 500;

    private final int waiting;
    private final int domains;

    ManyClaimsTest(DatabaseKind kind) {
        super(kind);
        waiting = switch (kind) {
            case H2 -> 100_000;
            case POSTGRES -> 1_000_000;
        };
        domains = waiting / OF_DOMAIN;
    }

    @Test
    void halfOfThemIsDueAndTheOtherHalfHasMorePriority() {
        fill("i % 2", "CURRENT_TIMESTAMP + (i % 2 * 86400 - i / 1000) * INTERVAL '1' SECOND", domain("i"));
        assertPlan(
                "queue_entry_due",
                Claims.FIRST,
                query -> query.setParameter("priority", 0).setParameter("most", 100));
        assertClaims("all domains", Wanted.ALL);
    }

    @Test
    void aTenthOfTheDomainsIsNotWanted() {
        fill("0", DUE, domain("i"));
        Set<String> shut = IntStream.range(0, domains / 10)
                .mapToObj(i -> "example" + i + ".net")
                .collect(Collectors.toSet());
        assertClaims("all but a tenth of the domains", Wanted.allBut(shut));
        assertClaims("this tenth alone", Wanted.only(shut));
    }

    @Test
    void whatIsDueLongestIsOfADomainThatIsNotWanted() {
        fill("0", DUE, "CASE WHEN i > " + BEFORE + " THEN 'large.net' ELSE " + domain("i") + " END");
        assertPlan(
                "queue_entry_destination",
                Claims.DESTINATIONS,
                query -> query.setParameter("after", "").setParameter("most", 1000));
        assertPlan(
                "queue_entry_destination",
                Claims.OF_DESTINATION,
                query -> query.setParameter("destination", "example7.net")
                        .setParameter("from", 0)
                        .setParameter("most", 100));
        assertClaims(domains + " domains behind a large one", Wanted.allBut(Set.of("large.net")));
    }

    @Test
    void aLargeDomainIsWantedBehindAnotherOne() {
        fill("0", DUE, "CASE WHEN i > " + waiting / 2 + " THEN 'large.net' ELSE 'next.net' END");
        assertPlan(
                "queue_entry_destination",
                Claims.OF_DESTINATION,
                query -> query.setParameter("destination", "next.net")
                        .setParameter("from", 0)
                        .setParameter("most", 100));
        assertClaims("a large domain behind another one", Wanted.only(Set.of("next.net")));
    }

    private static final String DUE = "CURRENT_TIMESTAMP - i / 1000 * INTERVAL '1' SECOND";

    private String domain(String number) {
        return "'example' || " + number + " % " + domains + " || '.net'";
    }

    private void fill(String priority, String nextAttempt, String domain) {
        execute("""
                INSERT INTO queued_mail (message_id, content_from, reverse_path, arrived, eight_bit_mime, binary_mime,
                    smtputf8, requiretls, deliver_by_returns, deliver_by_traced)
                SELECT i, 0, 'sender@example.org', CURRENT_TIMESTAMP, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE
                FROM NUMBERS
                """.replace("NUMBERS", numbers()));
        execute("""
                INSERT INTO queue_entry (id, message_id, recipient, domain, destination, forwarded, priority, state, next_attempt,
                    expires, attempts, warned, fence)
                SELECT i, i, 'user' || i || '@example.net', DOMAIN, DOMAIN, FALSE, PRIORITY, 'WAITING', NEXT_ATTEMPT,
                    CURRENT_TIMESTAMP + INTERVAL '5' DAY, 0, FALSE, 0
                FROM NUMBERS
                """.replace("DOMAIN", domain)
                .replace("PRIORITY", priority)
                .replace("NEXT_ATTEMPT", nextAttempt)
                .replace("NUMBERS", numbers()));
        execute("ANALYZE");
    }

    private String numbers() {
        return switch (kind) {
            case H2 -> "(SELECT x AS i FROM SYSTEM_RANGE(1, " + waiting + "))";
            case POSTGRES -> "generate_series(1, " + waiting + ") i";
        };
    }

    /** The rows come out of the index in their order, so that nothing is sorted. */
    private void assertPlan(String index, String sql, Consumer<Query> parameters) {
        List<?> lines = database.call(em -> {
            Query query = em.createNativeQuery("EXPLAIN ANALYZE " + sql, String.class);
            parameters.accept(query);
            return query.getResultList();
        });
        String plan = lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        System.out.println(plan);
        boolean walks = switch (kind) {
            case H2 -> plan.contains(index.toUpperCase(Locale.ROOT)) && plan.contains("index sorted");
            case POSTGRES -> plan.contains("using " + index + " on queue_entry");
        };
        assertTrue(walks, plan);
    }

    private void assertClaims(String what, Wanted wanted) {
        long[] micros = IntStream.range(0, CLAIMS)
                .mapToLong(i -> {
                    long begin = System.nanoTime();
                    List<Claim> claims = claim(wanted, 100);
                    long end = System.nanoTime();
                    assertTrue(claims.size() > 50, claims.size() + " claims"); // fewer at the end of the domains
                    assertTrue(claims.stream().allMatch(claim -> wanted.contains(claim.domain())));
                    return TimeUnit.NANOSECONDS.toMicros(end - begin);
                })
                .sorted()
                .toArray();
        System.out.printf(
                kind + ": a claim of 100 of %d, %s: %.1f ms, at most %.1f ms%n",
                waiting,
                what,
                micros[CLAIMS / 2] / 1000.0,
                micros[CLAIMS - 1] / 1000.0);
        assertTrue(micros[CLAIMS / 2] < TimeUnit.MILLISECONDS.toMicros(MOST_MILLIS), micros[CLAIMS / 2] + " µs");
    }
}
