package org.letterwing.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.directory.Reach;
import org.letterwing.spi.DeliveryId;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Kind;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where mails are, on both databases. */
abstract class TraceContract extends DatabaseContract {

    private static final Reach OWN = Reach.of(List.of("own.example", "empty.example"));

    @Test
    void aMailIsFoundByEachOfItsNamesWithItsWholeWay() {
        UUID mail = DeliveryId.next();
        write(
                Told.arrival(mail, Kind.RECEIVED, Told.SENDER, "Bob@B\u00fccher.example", "one@example.org"),
                Told.attempt(mail, Kind.QUEUED, 17, "bob@xn--bcher-kva.example"),
                Told.attempt(mail, Kind.DEFERRED, 17, "bob@xn--bcher-kva.example"),
                Told.attempt(mail, Kind.DELIVERED, 17, "bob@xn--bcher-kva.example"));
        write(Told.arrival(DeliveryId.next(), Kind.STORED, "other@example.org", "al@example.com", "two@example.org"));
        for (TraceSearch search : List.of(
                new TraceSearch("sender@EXAMPLE.org", null, null),
                new TraceSearch("bob@b\u00fccher.example", null, null),
                new TraceSearch("BOB@xn--bcher-kva.example", null, null),
                new TraceSearch(null, "<one@example.org>", null),
                new TraceSearch(null, "one@example.org", null),
                new TraceSearch(null, null, 17L))) {
            List<TracedMail> found = find(search);
            assertEquals(List.of(mail), ids(found), search::toString);
            assertEquals(
                    List.of(Kind.RECEIVED, Kind.QUEUED, Kind.DEFERRED, Kind.DELIVERED),
                    found.get(0).events().stream().map(TraceView::kind).toList());
            assertFalse(found.get(0).more());
        }
        TraceView first = find(new TraceSearch(null, null, 17L)).get(0).events().get(0);
        assertEquals("smtp", first.listener());
        assertEquals("192.0.2.1", first.client());
        assertEquals("client.example.org", first.helo());
        assertEquals("sender@example.org", first.sender());
        assertEquals("one@example.org", first.messageId());
        assertNull(first.entry());
        TraceView last = find(new TraceSearch(null, null, 17L)).get(0).events().get(3);
        assertEquals("mx.example.net [192.0.2.9]", last.host());
        assertEquals("said so", last.text());
        assertEquals(17, last.entry());
        assertEquals(List.of(), find(new TraceSearch("nobody@example.org", null, null)));
        assertEquals(List.of(), find(new TraceSearch(null, "<>", null)));
        assertEquals(2, find(TraceSearch.ALL).size());
    }

    @Test
    void theNewestComeFirstAndEachOnce() throws DirectoryException {
        List<UUID> mails = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            UUID mail = mail(i);
            mails.add(0, mail);
            boolean toMe = i % 2 == 0;
            write(Told.arrival(
                    mail,
                    Kind.RECEIVED,
                    toMe ? "x@example.org" : "me@example.org",
                    toMe ? "me@example.org" : "y@z.test",
                    null));
        }
        mails.forEach(mail -> write(Told.attempt(mail, Kind.DEFERRED, 1, "me@example.org"))); // all of them, later
        List<UUID> seen = new ArrayList<>();
        String after = null;
        do {
            Page<TracedMail> page = page(new TraceSearch("me@example.org", null, null), after, 3);
            seen.addAll(ids(page.items()));
            after = page.next();
        } while (after != null);
        assertEquals(mails, seen);
        assertThrows(DirectoryException.class, () -> page(TraceSearch.ALL, "x", 1));
    }

    @Test
    void ofAMailToVeryManyThoseThatAreAskedForAreShown() {
        UUID mail = DeliveryId.next();
        write(IntStream.range(0, MailTrace.MOST_EVENTS + 50)
                .mapToObj(i -> Told.arrival(mail, Kind.STORED, "", "u" + i + "@example.com", null))
                .toArray(MailEvent[]::new));
        String last = "u" + (MailTrace.MOST_EVENTS + 49) + "@example.com";
        TracedMail found = find(new TraceSearch(last, null, null)).get(0);
        assertTrue(found.more());
        assertEquals(MailTrace.MOST_EVENTS, found.events().size());
        assertTrue(found.events().stream().anyMatch(event -> last.equals(event.recipient())));
    }

    @Test
    void administratorsOfADomainSeeMailFromThereAndToThereAlone() throws DirectoryException {
        UUID out = mail(1);
        UUID in = mail(2);
        UUID others = mail(3);
        write(
                Told.arrival(out, Kind.RECEIVED, "al@Own.example", "list@other.example", "out@x"),
                Told.arrival(out, Kind.RECEIVED, "al@Own.example", "far@away.example", "out@x"),
                Told.attempt(out, Kind.DELIVERED, 1, "far@away.example"),
                Told.attempt(out, Kind.DELIVERED, 2, "hidden@other.example"), // where the alias list leads
                Told.arrival(in, Kind.STORED, "far@away.example", "al@own.example", "in@x"),
                Told.arrival(in, Kind.STORED, "far@away.example", "hidden@other.example", "in@x"),
                Told.arrival(others, Kind.STORED, "far@away.example", "hidden@other.example", "others@x"),
                Told.attempt(others, Kind.DEFERRED, 3, "hidden@other.example"));
        assertEquals(List.of(in, out), own(TraceSearch.ALL));
        assertEquals(List.of("al@own.example"), recipients(in));
        assertEquals(List.of("list@other.example", "far@away.example", "far@away.example"), recipients(out));

        assertEquals(List.of(in, out), own(new TraceSearch("far@away.example", null, null)));
        assertEquals(List.of(in, out), own(new TraceSearch("AL@own.example", null, null)));
        assertEquals(List.of(out), own(new TraceSearch("list@other.example", null, null)));
        assertEquals(List.of(), own(new TraceSearch("hidden@other.example", null, null)));
        assertEquals(List.of(out), own(new TraceSearch(null, "out@x", null)));
        assertEquals(List.of(), own(new TraceSearch(null, "others@x", null)));
        assertEquals(List.of(out), own(new TraceSearch(null, null, 1L)));
        assertEquals(List.of(), own(new TraceSearch(null, null, 2L)));
        assertEquals(List.of(), own(new TraceSearch(null, null, 3L)));

        Page<TracedMail> first = page(OWN, TraceSearch.ALL, null, 1);
        assertEquals(in.toString(), first.next());
        Page<TracedMail> second = page(OWN, TraceSearch.ALL, first.next(), 1);
        assertEquals(List.of(out), ids(second.items()));
        assertNull(second.next());
        assertNull(page(OWN, new TraceSearch(null, "others@x", null), null, 1).next());
        assertEquals(new Page<TracedMail>(List.of(), null), page(Reach.of(List.of()), TraceSearch.ALL, null, 1));
    }

    private List<UUID> own(TraceSearch search) throws DirectoryException {
        return ids(page(OWN, search, null, 10).items());
    }

    private List<String> recipients(UUID mail) throws DirectoryException {
        return page(OWN, TraceSearch.ALL, null, 10).items().stream()
                .filter(found -> found.deliveryId().equals(mail))
                .flatMap(found -> found.events().stream())
                .map(TraceView::recipient)
                .toList();
    }

    @Test
    void whatClientsSayIsCutAndShownAsText() {
        UUID mail = DeliveryId.next();
        MailEvent event = Told.arrival(mail, Kind.REFUSED, "a".repeat(500) + "@x", "b\u0000\n@x", "m".repeat(300));
        write(event, Told.attempt(mail, Kind.DEFERRED, 1, "c@x").at(java.util.Optional.of("h".repeat(1000))));
        List<TraceView> events = find(TraceSearch.ALL).get(0).events();
        assertEquals(400, events.get(0).sender().length());
        assertEquals("b??@x", events.get(0).recipient());
        assertEquals(255, events.get(0).messageId().length());
        assertEquals(255, events.get(1).host().length());
    }

    @Test
    void whatIsOldGoesInBatches() {
        Instant old = Instant.now().minus(Duration.ofDays(2));
        write(IntStream.range(0, TraceStore.BATCH + 1)
                .mapToObj(i -> Told.at(old, Told.attempt(DeliveryId.next(), Kind.DELIVERED, i, "bob@example.net")))
                .toArray(MailEvent[]::new));
        UUID kept = DeliveryId.next();
        write(Told.attempt(kept, Kind.DELIVERED, 1, "bob@example.net"));
        Duration day = Duration.ofDays(1);
        assertTrue(database.<Boolean>call(em -> new TraceStore(em).removeOld(day)));
        assertFalse(database.<Boolean>call(em -> new TraceStore(em).removeOld(day)));
        assertEquals(List.of(kept), ids(find(TraceSearch.ALL)));
    }

    @Test
    void whatIsTooMuchGoesTheOldestFirst() {
        List<UUID> mails = IntStream.range(0, TraceStore.BATCH + 20)
                .mapToObj(i -> DeliveryId.next())
                .toList();
        write(mails.stream()
                .map(mail -> Told.attempt(mail, Kind.DELIVERED, 1, "bob@example.net"))
                .toArray(MailEvent[]::new));
        assertTrue(database.<Boolean>call(em -> new TraceStore(em).removeMoreThan(10)));
        assertFalse(database.<Boolean>call(em -> new TraceStore(em).removeMoreThan(10)));
        assertFalse(database.<Boolean>call(em -> new TraceStore(em).removeMoreThan(10)));
        List<UUID> left = ids(find(TraceSearch.ALL));
        assertEquals(10, left.size());
        assertTrue(left.contains(mails.get(mails.size() - 1)));
    }

    /** Returns delivery ids in an order. */
    private static UUID mail(int number) {
        return new UUID((0x0190_0000_0000L + number) << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    private void write(MailEvent... events) {
        database.run(em -> new TraceStore(em).write(List.of(events)));
    }

    private List<TracedMail> find(TraceSearch search) {
        try {
            return page(search, null, 1000).items();
        } catch (DirectoryException e) {
            throw new AssertionError(e);
        }
    }

    private Page<TracedMail> page(TraceSearch search, String after, int limit) throws DirectoryException {
        return page(Reach.ALL, search, after, limit);
    }

    private Page<TracedMail> page(Reach reach, TraceSearch search, String after, int limit) throws DirectoryException {
        try (EntityManager em = database.factory().createEntityManager()) {
            return new MailTrace(em, reach).mails(search, after, limit);
        }
    }

    private static List<UUID> ids(List<TracedMail> mails) {
        return mails.stream().map(TracedMail::deliveryId).toList();
    }
}
