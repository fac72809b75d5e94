package org.letterwing.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.queue.Figures.Deferral;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
@ParameterizedClass
@EnumSource
class QueueFiguresTest extends QueueContract {

    QueueFiguresTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void anEmptyQueueHasNothingToTell() {
        assertEquals(new Figures(Map.of(), Optional.empty(), Map.of(), List.of()), figures());
    }

    @Test
    void figuresTellWhatWaitsAndWhy() {
        queue("one@example.net", "two@example.net", "three@example.com");
        claim().forEach(claim -> write(claim, Result.DEFERRED));
        execute("UPDATE queued_mail SET arrived = CURRENT_TIMESTAMP - INTERVAL '2' HOUR");
        queue("new@example.org");
        queue("gone@example.org");
        write(claim(Wanted.only(java.util.Set.of("example.org")), 1).get(0), Result.TAKEN);
        claim();
        Figures figures = figures();
        assertEquals(3, figures.count(EntryState.WAITING));
        assertEquals(1, figures.count(EntryState.IN_DELIVERY));
        assertEquals(0, figures.count(EntryState.HELD));
        long age = figures.oldest().orElseThrow().toMinutes();
        assertTrue(age >= 119 && age <= 121, () -> age + " minutes");
        assertEquals(
                List.of(
                        new Deferral("example.net", "4.2.0", "said so", 2),
                        new Deferral("example.com", "4.2.0", "said so", 1)),
                figures.deferrals());
    }

    @Test
    void ofVeryManyEntriesThatWaitThoseThatCameLastTellWhy() {
        queue("old@example.org");
        execute("UPDATE queue_entry SET last_status = '4.1.1', last_reply = 'old'");
        queue(IntStream.range(0, 1000).mapToObj(i -> "a" + i + "@example.net").toArray(String[]::new));
        execute("UPDATE queue_entry SET last_status = '4.2.2', last_reply = 'new' WHERE domain = 'example.net'");
        String columns =
                "message_id, recipient, domain, destination, forwarded, ours, priority, state, next_attempt, expires,"
                        + " attempts, warned, fence, last_status, last_reply";
        for (int i = 1; i < QueueCount.LOOKED_AT / 1000; i++) {
            execute("INSERT INTO queue_entry (id, " + columns + ") SELECT id + " + i * 100_000 + ", " + columns
                    + " FROM queue_entry WHERE domain = 'example.net' AND id < 100000");
        }
        Figures figures = figures();
        assertEquals(QueueCount.LOOKED_AT + 1, figures.count(EntryState.WAITING));
        assertEquals(List.of(new Deferral("example.net", "4.2.2", "new", QueueCount.LOOKED_AT)), figures.deferrals());
    }

    private Figures figures() {
        return database.call(em -> new QueueCount(em).count());
    }
}
