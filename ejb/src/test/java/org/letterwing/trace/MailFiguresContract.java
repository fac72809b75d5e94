package org.letterwing.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;

import org.letterwing.spi.DeliveryId;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Kind;
import org.letterwing.testing.DatabaseContract;
import org.letterwing.trace.Traffic.Span;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How many mails came and went, on both databases. */
abstract class MailFiguresContract extends DatabaseContract {

    private static final Instant NOW = Instant.parse("2026-01-08T12:34:56Z");

    private final MailCounts counts = new MailCounts();
    private final UUID server = UUID.randomUUID();

    @Test
    void mailsAreCountedOnceByWhereTheyGo() {
        count(
                Duration.ZERO,
                Told.arrival(DeliveryId.next(), Kind.STORED, Told.SENDER, "bob@example.com", null),
                Told.arrival(DeliveryId.next(), Kind.RECEIVED, Told.SENDER, "al@example.net", null),
                Told.attempt(DeliveryId.next(), Kind.QUEUED, 1, "al@example.net"),
                Told.attempt(DeliveryId.next(), Kind.DEFERRED, 1, "al@example.net"),
                Told.attempt(DeliveryId.next(), Kind.DELIVERED, 1, "al@example.net"),
                Told.attempt(DeliveryId.next(), Kind.STORED, 2, "bob@example.com"),
                Told.attempt(DeliveryId.next(), Kind.EXPIRED, 3, "al@example.net"),
                Told.refusal("192.0.2.1"));
        Traffic traffic = traffic(Span.HOUR);
        assertEquals(2, traffic.count(MailFlow.IN));
        assertEquals(1, traffic.count(MailFlow.OUT));
        assertEquals(1, traffic.count(MailFlow.FAILED));
        assertEquals(1, traffic.count(MailFlow.REFUSED));
        assertEquals(Map.of("5.1.1", 1L), traffic.refusals());
    }

    @Test
    void whatApplicationsTakeIsCountedByTheirListeners() {
        var shop = Optional.of("shop.war#Orders");
        count(
                Duration.ZERO,
                Told.arrival(DeliveryId.next(), Kind.TAKEN, Told.SENDER, "orders@example.com", null)
                        .at(shop),
                Told.attempt(DeliveryId.next(), Kind.TAKEN, 1, "orders@example.com")
                        .at(shop),
                Told.attempt(DeliveryId.next(), Kind.TAKEN, 2, "desk@example.com")
                        .at(Optional.of("desk.war#Desk")));
        count(
                Duration.ofHours(2),
                Told.attempt(DeliveryId.next(), Kind.TAKEN, 1, "orders@example.com")
                        .at(shop));
        try (EntityManager em = database.factory().createEntityManager()) {
            MailFigures figures = new MailFigures(em);
            assertEquals(Map.of("shop.war#Orders", 2L, "desk.war#Desk", 1L), figures.taken(Span.HOUR, NOW));
            assertEquals(3, figures.taken(Span.DAY, NOW).get("shop.war#Orders"));
        }
        assertEquals(1, traffic(Span.HOUR).count(MailFlow.IN));
        assertEquals(0, traffic(Span.HOUR).count(MailFlow.TAKEN));
    }

    @Test
    void whatIsCountedLaterIsAddedAlsoByAnotherServer() {
        count(Duration.ZERO, Told.refusal("192.0.2.1"), Told.refusal("192.0.2.1"));
        count(Duration.ZERO, Told.refusal("192.0.2.2"));
        counts.count(Told.at(NOW, Told.refusal("192.0.2.3")));
        write(UUID.randomUUID());
        assertEquals(Map.of("5.1.1", 4L), traffic(Span.DAY).refusals());
    }

    @Test
    void eachSpanHasItsStepsAndWhatIsOlderIsNotInIt() {
        MailEvent mail = Told.arrival(DeliveryId.next(), Kind.STORED, Told.SENDER, "bob@example.com", null);
        count(Duration.ZERO, mail);
        count(Duration.ofMinutes(10), mail);
        count(Duration.ofMinutes(90), mail);
        count(Duration.ofDays(3), mail);
        count(Duration.ofDays(9), mail);
        Traffic hour = traffic(Span.HOUR);
        assertEquals(
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L, 1L),
                hour.steps().stream().map(step -> step.count(MailFlow.IN)).toList());
        assertEquals(Instant.parse("2026-01-08T12:30:00Z"), hour.steps().get(11).begin());
        assertEquals(3, traffic(Span.DAY).count(MailFlow.IN));
        assertEquals(24, traffic(Span.DAY).steps().size());
        assertEquals(4, traffic(Span.WEEK).count(MailFlow.IN));
        assertEquals(28, traffic(Span.WEEK).steps().size());
    }

    @Test
    void whatIsOldIsRemoved() {
        MailEvent mail = Told.arrival(DeliveryId.next(), Kind.STORED, Told.SENDER, "bob@example.com", null);
        counts.count(mail);
        counts.count(Told.at(Instant.now().minus(Duration.ofDays(9)), mail));
        write(server);
        database.run(em -> new MailCountStore(em).removeOld());
        assertEquals(1L, (Long) database.call(em -> em.createNativeQuery("SELECT COUNT(*) FROM mail_count", Long.class)
                .getSingleResult()));
    }

    @Test
    void reasonsAreCodesWhateverIsReplied() {
        for (String reply :
                List.of("550 no", "554-5.7.1 a\r\nb", "450 4.7.1", "421 9.9.9999 x", "what", "", "550 5.1.12345")) {
            MailEvent refusal = Told.refusal("192.0.2.1");
            counts.count(new MailEvent(
                    NOW,
                    refusal.mail(),
                    Kind.REFUSED,
                    refusal.origin(),
                    refusal.recipient(),
                    refusal.entry(),
                    refusal.host(),
                    reply));
        }
        write(server);
        assertEquals(
                Map.of("550", 2L, "5.7.1", 1L, "4.7.1", 1L, "421", 1L, "", 2L),
                traffic(Span.HOUR).refusals());
    }

    private void count(Duration ago, MailEvent... events) {
        for (MailEvent event : events) {
            counts.count(new MailEvent(
                    NOW.minus(ago),
                    event.mail(),
                    event.kind(),
                    event.origin(),
                    event.recipient(),
                    event.entry(),
                    event.host(),
                    event.text()));
        }
        write(server);
    }

    private void write(UUID ofServer) {
        database.run(em -> new MailCountStore(em).add(ofServer, counts.take()));
    }

    private Traffic traffic(Span span) {
        try (EntityManager em = database.factory().createEntityManager()) {
            return new MailFigures(em).traffic(span, NOW);
        }
    }
}
