package org.letterwing.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.letterwing.spi.DeliveryId;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What waits to be written is bounded, and refusals most of all. */
class TraceBufferTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatIsTooMuchIsDroppedAndCounted() {
        TraceBuffer buffer = new TraceBuffer(3, () -> now);
        List<MailEvent> events = IntStream.range(0, 5)
                .mapToObj(i -> Told.attempt(DeliveryId.next(), Kind.DELIVERED, i, "bob@example.net"))
                .toList();
        events.forEach(buffer::tell);
        assertEquals(new TraceFigures(0, 2, 3), buffer.figures());
        assertEquals(events.subList(0, 2), buffer.take(2));
        assertEquals(events.subList(2, 3), buffer.take(2));
        buffer.written(3);
        buffer.tell(events.get(4));
        assertEquals(new TraceFigures(3, 2, 1), buffer.figures());
    }

    @Test
    void moreRefusalsOfAClientAreCountedMinuteByMinute() {
        TraceBuffer buffer = new TraceBuffer(10_000, () -> now);
        refuse(buffer, "192.0.2.1", RefusalLimit.OF_CLIENT + 37);
        refuse(buffer, "192.0.2.2", 1);
        assertEquals(RefusalLimit.OF_CLIENT + 1, buffer.take(1000).size());
        assertEquals(List.of(), buffer.take(1000), "the minute lasts");
        now = now.plus(Duration.ofMinutes(1));
        List<MailEvent> summaries = buffer.take(1000);
        assertEquals(
                List.of("37 more refusals of this client in a minute; the last one: 550 5.1.1 No such recipient here"),
                summaries.stream().map(MailEvent::text).toList());
        assertEquals(
                "192.0.2.1",
                summaries.get(0).origin().orElseThrow().session().client().getHostString());
        refuse(buffer, "192.0.2.1", 1);
        assertEquals(1, buffer.take(1000).size(), "another minute");
        assertEquals(0, buffer.figures().dropped());
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        TraceBuffer buffer = new TraceBuffer(10_000, () -> now);
        IntStream.range(1, 50).forEach(i -> refuse(buffer, "2001:db8::" + Integer.toHexString(i), 1));
        assertEquals(RefusalLimit.OF_CLIENT, buffer.take(1000).size());
    }

    @Test
    void veryManyClientsTogetherHaveABoundToo() {
        TraceBuffer buffer = new TraceBuffer(100_000, () -> now);
        IntStream.range(0, 5000).forEach(i -> refuse(buffer, "10.0." + i / 250 + "." + i % 250, 2));
        assertEquals(RefusalLimit.OF_ALL, buffer.take(100_000).size());
        now = now.plus(Duration.ofMinutes(1));
        List<MailEvent> summaries = buffer.take(100_000);
        assertEquals(1, summaries.size());
        assertTrue(summaries.get(0).text().startsWith("9400 more refusals of other clients"), summaries::toString);
    }

    private static void refuse(TraceBuffer buffer, String client, int times) {
        IntStream.range(0, times).forEach(i -> buffer.tell(Told.refusal(client)));
    }
}
