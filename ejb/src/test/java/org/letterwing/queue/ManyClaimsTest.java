package org.letterwing.queue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A claim takes milliseconds however much waits, whether it is due or not. */
@Timeout(600)
@EnabledIfSystemProperty(named = "letterwing.test.full", matches = "true")
class ManyClaimsTest extends QueueContract {

    private static final int WAITING = 1_000_000;
    private static final int CLAIMS = 50;
    private static final long MOST_MILLIS = 200;

    ManyClaimsTest() {
        super(DatabaseKind.POSTGRES);
    }

    @Test
    void aMillionEntriesWait() {
        execute("""
                INSERT INTO queued_mail (message_id, content_from, reverse_path, arrived, eight_bit_mime, binary_mime,
                    smtputf8, requiretls, deliver_by_returns, deliver_by_traced)
                SELECT i, 0, 'sender@example.org', CURRENT_TIMESTAMP, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE
                FROM generate_series(1, %d) i
                """.formatted(WAITING));
        // Each second one is due, and those that are not have more priority.
        execute("""
                INSERT INTO queue_entry (id, message_id, recipient, domain, forwarded, priority, state, next_attempt,
                    expires, attempts, warned, fence)
                SELECT i, i, 'user' || i || '@example' || i %% 10000 || '.net', 'example' || i %% 10000 || '.net',
                    FALSE, i %% 2, 'WAITING', CURRENT_TIMESTAMP + (i %% 2 * 86400 - i / 1000) * INTERVAL '1 second',
                    CURRENT_TIMESTAMP + INTERVAL '5 days', 0, FALSE, 0
                FROM generate_series(1, %d) i
                """.formatted(WAITING));
        execute("ANALYZE queue_entry");
        List<?> lines = database.call(em -> em.createNativeQuery(
                        "EXPLAIN " + Claims.due(Claims.OF_PRIORITY, Wanted.ALL), String.class)
                .setParameter("priority", 0)
                .setParameter("most", 100)
                .getResultList());
        String plan = lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        assertTrue(plan.contains("Index Scan using queue_entry_due"), plan);

        long[] millis = IntStream.range(0, CLAIMS)
                .mapToLong(i -> {
                    long begin = System.nanoTime();
                    List<Claim> claims = claim();
                    long end = System.nanoTime();
                    assertEquals(100, claims.size());
                    return TimeUnit.NANOSECONDS.toMillis(end - begin);
                })
                .sorted()
                .toArray();
        System.out.println(plan);
        System.out.println("A claim of 100 of " + WAITING + " took " + millis[CLAIMS / 2] + " ms, at most "
                + millis[CLAIMS - 1] + " ms");
        assertTrue(millis[CLAIMS / 2] < MOST_MILLIS, millis[CLAIMS / 2] + " ms");
    }
}
