package org.letterwing.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Page;
import org.letterwing.directory.Reach;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Administrators find entries of the queue by what they know of them, and do the same to many. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class QueueSearchTest extends QueueContract {

    QueueSearchTest(DatabaseKind kind) {
        super(kind);
    }

    /** What is done in one transaction. */
    private interface Work<T> {
        T in(EntityManager em) throws DirectoryException;
    }

    @Test
    void entriesAreFoundByWhatIsKnownOfThem() {
        queue("one@example.net", "two_x@example.com");
        queue("three@example.net");
        assertEquals(List.of("one@example.net", "three@example.net"), found(null, "Example.NET", null, null));
        assertEquals(List.of("two_x@example.com"), found(null, null, "sender@*", "TWO*"));
        assertEquals(List.of(), found(null, null, "sender", null));
        assertEquals(List.of(), found(null, null, null, "t_o*"));
        assertEquals(List.of("two_x@example.com"), found(null, null, null, "*_x@*"));
        assertEquals(List.of(), found(EntryState.HELD, " ", "", null));
        assertEquals(3, found(EntryState.WAITING, " ", "", null).size());
        String next = page(new QueueFilter(null, "*", null, null), null, 2).next();
        assertEquals(1, page(QueueFilter.ALL, next, 2).items().size());
    }

    @Test
    void pagesOfASearchNeitherLoseNorRepeatEntriesHoweverTheyAreFound() {
        for (int i = 0; i < 7; i++) {
            queue("a" + i + "@example.net", "B" + i + "@example.com", "c" + i + "@example.net");
        }
        execute("UPDATE queue_entry SET state = 'HELD' WHERE recipient LIKE '%3@%'");
        for (QueueFilter filter : List.of(
                QueueFilter.ALL,
                new QueueFilter(EntryState.WAITING, null, null, null),
                new QueueFilter(EntryState.HELD, "example.net", null, null),
                new QueueFilter(null, "example.net", null, null),
                new QueueFilter(null, "*.net", null, null),
                new QueueFilter(null, null, "sender@example.org", null),
                new QueueFilter(null, "EXAMPLE.com", "*@example.org", null),
                new QueueFilter(null, null, null, "b*"),
                new QueueFilter(null, null, null, "*3@*"),
                new QueueFilter(null, null, null, "A3@example.net"))) {
            List<Long> expected = ids(page(filter, null, 1000));
            assertFalse(expected.isEmpty(), filter::toString);
            for (Reach reach :
                    List.of(Reach.ALL, Reach.of(Set.of("example.org", "example.net")))) { // all come from there
                assertEquals(expected, walk(filter, reach, Duration.ofMinutes(1), 1000), filter::toString);
                assertEquals(expected, walk(filter, reach, Duration.ZERO, 2), filter::toString);
            }
        }
    }

    private List<Long> walk(QueueFilter filter, Reach reach, Duration patience, int slice) {
        List<Long> found = new ArrayList<>();
        String next = null;
        do {
            long after = next == null ? 0 : Long.parseLong(next);
            Page<QueueEntry> page = run(em -> new EntrySearch(em, patience, slice).find(filter, reach, after, 2));
            assertTrue(page.items().size() <= 2);
            page.items().forEach(entry -> found.add(entry.id()));
            next = page.next();
        } while (next != null);
        return found;
    }

    private static List<Long> ids(Page<EntryView> page) {
        return page.items().stream().map(EntryView::id).toList();
    }

    @Test
    void whatAnIndexFindsTooOftenIsLookedThrough() {
        queue(IntStream.rangeClosed(0, EntrySearch.FEW)
                .mapToObj(i -> "a" + i + "@example.net")
                .toArray(String[]::new));
        assertEquals(
                3,
                page(new QueueFilter(null, null, null, "a*"), null, 3).items().size());
        assertEquals(List.of("a77@example.net"), found(null, null, null, "a77@*"));
        assertEquals(List.of(), found(null, null, "nobody@example.org", "a*"));
    }

    @Test
    void aMailIsShownWithAllItsRecipientsAndTheirAttempts() {
        queue("one@example.net", "two@example.com");
        write(claim(Wanted.only(Set.of("example.net")), 1).get(0), Result.DEFERRED);
        long id = number("SELECT MAX(id) FROM queue_entry");
        MailView mail = run(em -> new QueueSearch(em).mail(id));
        assertEquals("sender@example.org", mail.sender());
        assertTrue(mail.header().endsWith("\nSubject: test"), mail.header());
        assertTrue(mail.size() > "Subject: test\r\n\r\nmail\r\n".length());
        assertEquals(
                List.of("one@example.net", "two@example.com"),
                mail.recipients().stream().map(EntryView::recipient).toList());
        assertEquals(1, mail.recipients().get(0).log().size());
        assertEquals(List.of(), mail.recipients().get(1).log());
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(DirectoryException.class, () -> attempt(em -> new QueueSearch(em).mail(0)))
                        .kind());
    }

    @Test
    void theSameIsDoneToAllThatMatchAsFarAsTheirStatesAllowIt() {
        queue("one@example.net", "two@example.com", "three@example.net", "four@example.net");
        QueueFilter net = new QueueFilter(null, "example.net", null, null);
        QueueSweep.Swept first = run(em -> sweep(em).all(net, QueueAction.HOLD, null, 2));
        assertEquals(2, first.changed());
        QueueSweep.Swept second = run(em -> sweep(em).all(net, QueueAction.HOLD, first.next(), 2));
        assertEquals(new QueueSweep.Swept(1, null), second);
        assertEquals(3, found(EntryState.HELD, null, null, null).size());
        assertEquals(
                new QueueSweep.Swept(1, null), run(em -> sweep(em).all(QueueFilter.ALL, QueueAction.HOLD, null, 100)));
        assertEquals(
                4L,
                run(em -> sweep(em).all(QueueFilter.ALL, QueueAction.DELETE, null, 100))
                        .changed());
        assertTrue(found(null, null, null, null).isEmpty());
    }

    @Test
    void administratorsOfADomainFindWhatGoesThereOrComesFromThere() {
        queue("one@example.net", "two@example.com", "three@example.net");
        assertEquals(3, own(null, 100, "example.org").items().size());
        assertEquals(List.of("one@example.net", "three@example.net"), names(own(null, 100, "example.net")));
        assertEquals(3, own(null, 100, "example.net", "example.com").items().size());
        assertEquals(List.of(), names(own(null, 100, "example.edu")));
        assertEquals(List.of(), names(own(null, 100)));
        Page<EntryView> first = own(null, 2, "example.net", "example.com", "example.org");
        assertEquals(List.of("one@example.net", "two@example.com"), names(first));
        Page<EntryView> second = own(first.next(), 2, "example.net", "example.com", "example.org");
        assertEquals(List.of("three@example.net"), names(second));
        assertNull(second.next());
        assertEquals(
                List.of("three@example.net"),
                names(run(em -> new QueueSearch(em, Reach.of(Set.of("example.org")))
                        .list(new QueueFilter(null, "example.net", "sender@*", "three*"), null, 10))));
    }

    @Test
    void administratorsOfADomainSeeOfAMailTheirRecipientsAlone() {
        queue("one@example.net", "two@example.com");
        long one = number("SELECT MIN(id) FROM queue_entry");
        long two = number("SELECT MAX(id) FROM queue_entry");
        assertEquals(List.of("one@example.net"), seen(one, "example.net"));
        assertEquals(List.of("one@example.net", "two@example.com"), seen(one, "example.org"));
        assertEquals(List.of("two@example.com"), seen(two, "example.com"));
        for (Reach reach : List.of(Reach.of(Set.of("example.net")), Reach.of(Set.of()))) {
            assertEquals(
                    "The queue has no entry " + two,
                    assertThrows(DirectoryException.class, () -> attempt(em -> new QueueSearch(em, reach).mail(two)))
                            .getMessage());
        }
    }

    @Test
    void administratorsOfADomainChangeNothingOfOthers() {
        queue("one@example.net", "two@example.com");
        Reach net = Reach.of(Set.of("example.net"));
        long two = number("SELECT MAX(id) FROM queue_entry");
        for (QueueAction action : QueueAction.values()) {
            long changed = run(em -> sweep(em, net).each(List.of(view(em, two)), action));
            assertEquals(0, changed, action::toString);
        }
        assertEquals(
                1,
                run(em -> sweep(em, net).all(QueueFilter.ALL, QueueAction.HOLD, null, 100))
                        .changed());
        assertEquals(List.of("one@example.net"), found(EntryState.HELD, null, null, null));
        assertEquals(
                1,
                run(em -> sweep(em, net).all(QueueFilter.ALL, QueueAction.DELETE, null, 100))
                        .changed());
        assertEquals(List.of("two@example.com"), found(EntryState.WAITING, null, null, null));
    }

    @Test
    void deadLettersAreTheServers() {
        queue("one@example.net");
        long one = number("SELECT MAX(id) FROM queue_entry");
        execute("UPDATE queue_entry SET state = 'DEAD_LETTER'");
        assertEquals(List.of(), names(own(null, 100, "example.net")));
        Reach net = Reach.of(Set.of("example.net"));
        for (QueueAction action : QueueAction.values()) {
            long changed = run(em -> sweep(em, net).each(List.of(view(em, one)), action));
            assertEquals(0, changed, action::toString);
        }
    }

    private static EntryView view(EntityManager em, long entry) throws DirectoryException {
        return new QueueAdministration(em, TestQueue.reports(em), change -> {}).entry(entry);
    }

    private Page<EntryView> own(String after, int limit, String... domains) {
        return run(em -> new QueueSearch(em, Reach.of(Set.of(domains))).list(QueueFilter.ALL, after, limit));
    }

    private List<String> seen(long entry, String domain) {
        return run(em -> new QueueSearch(em, Reach.of(Set.of(domain))).mail(entry)).recipients().stream()
                .map(EntryView::recipient)
                .toList();
    }

    private static List<String> names(Page<EntryView> page) {
        return page.items().stream().map(EntryView::recipient).toList();
    }

    private static QueueSweep sweep(EntityManager em, Reach reach) {
        return new QueueSweep(
                new QueueSearch(em, reach), new QueueAdministration(em, TestQueue.reports(em), change -> {}, reach));
    }

    private static QueueSweep sweep(EntityManager em) {
        return new QueueSweep(new QueueSearch(em), new QueueAdministration(em, TestQueue.reports(em), change -> {}));
    }

    private List<String> found(EntryState state, String domain, String sender, String recipient) {
        return page(new QueueFilter(state, domain, sender, recipient), null, 100).items().stream()
                .map(EntryView::recipient)
                .toList();
    }

    private Page<EntryView> page(QueueFilter filter, String after, int limit) {
        return run(em -> new QueueSearch(em).list(filter, after, limit));
    }

    private <T> T run(Work<T> work) {
        try {
            return attempt(work);
        } catch (DirectoryException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T attempt(Work<T> work) throws DirectoryException {
        try (EntityManager em = database.factory().createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.in(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }
}
