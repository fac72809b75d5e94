package org.letterwing.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.letterwing.directory.Change;
import org.letterwing.directory.Change.Detail;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What administrators have changed, on both databases. */
abstract class AuditContract extends DatabaseContract {

    @Test
    void anEntryTellsWhoDidWhatAndWhen() {
        tell(
                "admin",
                Optional.of("192.0.2.1"),
                Change.of("account changed", "alice@example.com")
                        .with("quotaBytes", null, 1000L)
                        .with("name", "a\tb\nc", "x")
                        .with("same", 1, 1)
                        .withSecret("password"));
        AuditView entry = list(null, null).get(0);
        assertEquals("admin", entry.principal());
        assertEquals("192.0.2.1", entry.client());
        assertEquals("account changed", entry.operation());
        assertEquals("alice@example.com", entry.subject());
        assertEquals(
                List.of(
                        new Detail("quotaBytes", "", "1000"),
                        new Detail("name", "a b c", "x"),
                        new Detail("password", "", "changed")),
                entry.details());
        assertTrue(Duration.between(entry.time(), Instant.now()).abs().toMinutes() < 5, entry.toString());
    }

    @Test
    void theNewestComeFirstAndInPages() throws DirectoryException {
        IntStream.range(0, 5).forEach(i -> tell("admin", Change.of("ban removed", "192.0.2." + i)));
        Page<AuditView> first = page(null, null, null, 2);
        assertEquals(List.of("192.0.2.4", "192.0.2.3"), subjects(first.items()));
        Page<AuditView> second = page(null, null, first.next(), 3);
        assertEquals(List.of("192.0.2.2", "192.0.2.1", "192.0.2.0"), subjects(second.items()));
        assertNull(second.next());
        assertThrows(DirectoryException.class, () -> page(null, null, "x", 1));
    }

    @Test
    void aDomainHasTheChangesOfItsAddressesToo() {
        tell("admin", Change.of("domain added", "xn--bcher-kva.example"));
        tell("root", Change.of("account added", "Alice@b\u00fccher.example"));
        tell("admin", Change.of("domain added", "other.example"));
        tell("admin", Change.of("queue entry held", 17));
        assertEquals(
                List.of("alice@b\u00fccher.example", "b\u00fccher.example"),
                subjects(list("B\u00fccher.example", null)));
        assertEquals(List.of("alice@b\u00fccher.example"), subjects(list("ALICE@xn--bcher-kva.example", null)));
        assertEquals(List.of("17"), subjects(list("17", null)));
        assertEquals(List.of("alice@b\u00fccher.example"), subjects(list(null, "root")));
        assertEquals(List.of(), list("other.example", "root"));
    }

    @Test
    void whatIsTooLongIsCut() {
        String text = "x".repeat(5000);
        tell(
                text,
                Change.of("route added", text)
                        .with("host", null, text)
                        .with("a", text, "")
                        .with("b", text, "")
                        .with("c", text, ""));
        AuditView entry = list(null, null).get(0);
        assertEquals(400, entry.principal().length());
        assertEquals(1000, entry.subject().length());
        assertEquals(3, entry.details().size());
        assertEquals(1000, entry.details().get(2).before().length());
    }

    @Test
    void oldEntriesGoInBatches() {
        database.run(em -> {
            AuditStore store = new AuditStore(em);
            IntStream.range(0, AuditStore.BATCH + 1)
                    .forEach(i -> store.add(
                            new AuditEntry("admin", Optional.empty(), Change.of("ban removed", Integer.toString(i)))));
            em.flush();
            em.createNativeQuery("UPDATE audit_entry SET changed = changed - INTERVAL '2' DAY")
                    .executeUpdate();
        });
        tell("admin", Change.of("ban removed", "new"));
        Duration day = Duration.ofDays(1);
        assertTrue(database.<Boolean>call(em -> new AuditStore(em).removeOld(day)));
        assertFalse(database.<Boolean>call(em -> new AuditStore(em).removeOld(day)));
        assertEquals(List.of("new"), subjects(list(null, null)));
    }

    private void tell(String principal, Change change) {
        tell(principal, Optional.empty(), change);
    }

    private void tell(String principal, Optional<String> client, Change change) {
        database.run(em -> new AuditStore(em).add(new AuditEntry(principal, client, change)));
    }

    private List<AuditView> list(String subject, String principal) {
        try {
            return page(subject, principal, null, 1000).items();
        } catch (DirectoryException e) {
            throw new AssertionError(e);
        }
    }

    private Page<AuditView> page(String subject, String principal, String after, int limit) throws DirectoryException {
        try (var em = database.factory().createEntityManager()) {
            return new AuditedChanges(em).changes(subject, principal, after, limit);
        }
    }

    private static List<String> subjects(List<AuditView> entries) {
        return entries.stream().map(AuditView::subject).toList();
    }
}
