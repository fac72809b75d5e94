package org.letterwing.queue;

import java.util.List;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.TestStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What administrators see of the queue and do to it. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class QueueAdministrationTest extends QueueContract {

    QueueAdministrationTest(DatabaseKind kind) {
        super(kind);
    }

    /** What is done in one transaction. */
    private interface Work<T> {
        T with(QueueAdministration administration) throws DirectoryException;
    }

    @Test
    void anEntryIsHeldAndReleased() {
        queue("one@example.net");
        long id = id();
        assertEquals(EntryState.HELD, in(a -> a.hold(id)).state());
        assertEquals(List.of(), claim());
        conflicts(a -> a.retry(id));
        assertEquals(EntryState.WAITING, in(a -> a.release(id)).state());
        Claim claim = claim().get(0);
        conflicts(a -> a.hold(id));
        conflicts(a -> {
            a.delete(id, false);
            return null;
        });
        write(claim, Result.DEFERRED);
        assertEquals(List.of(), claim());
        in(a -> a.retry(id));
        assertEquals(1, claim().size());
        assertEquals(1, in(a -> a.entry(id)).log().size());
    }

    @Test
    void anEntryIsDeletedWithoutAWordOrWithAReport() {
        queue("one@example.net");
        long silent = id();
        delete(silent, false);
        assertEquals(0, number("SELECT COUNT(*) FROM queued_mail"));
        database.run(TestStore::sweep);
        assertEquals(0, number("SELECT COUNT(*) FROM message"));
        queue("two@example.net");
        long told = id();
        delete(told, true);
        assertEquals(EntryState.FAILED, in(a -> a.entry(told)).state());
        assertEquals("sender@example.org", claim().get(0).recipient().address(), "the report");
        delete(told, false);
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(DirectoryException.class, () -> attempt(a -> a.entry(told)))
                        .kind());
    }

    private long id() {
        return number("SELECT MAX(id) FROM queue_entry");
    }

    private void delete(long id, boolean bounce) {
        in(a -> {
            a.delete(id, bounce);
            return null;
        });
    }

    private void conflicts(Work<?> work) {
        assertEquals(
                Kind.CONFLICT,
                assertThrows(DirectoryException.class, () -> attempt(work)).kind());
    }

    private <T> T in(Work<T> work) {
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
                T result = work.with(new QueueAdministration(em, TestQueue.reports(em), change -> {}));
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
