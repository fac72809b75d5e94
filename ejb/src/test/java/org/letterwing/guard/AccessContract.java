package org.letterwing.guard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.letterwing.directory.Change;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Page;
import org.letterwing.spi.AccessNetworks;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Which networks administrators refuse and let in, on both databases. */
abstract class AccessContract extends DatabaseContract {

    private static final Instant LATER = Instant.now().plus(1, ChronoUnit.HOURS);

    private Change told;

    @Test
    void networksAreAddedShownAndRemoved() throws DirectoryException {
        AccessView refused = add("192.0.2.0/24", AccessVerdict.REFUSE, " a noisy one ", LATER);
        assertEquals("network added", told.operation());
        assertEquals("192.0.2.0/24", told.subject());
        assertEquals("a noisy one", refused.note());
        AccessView letIn = add("2001:DB8::7", AccessVerdict.LET_IN, null, null);
        assertEquals("2001:db8:0:0:0:0:0:7", letIn.network());
        assertNull(letIn.until());
        Page<AccessView> first = administration(a -> a.networks(null, 1));
        assertEquals(List.of(refused), first.items());
        assertEquals(
                List.of(letIn), administration(a -> a.networks(first.next(), 1)).items());
        assertEquals(refused, administration(a -> a.network(refused.id())));
        assertEquals(
                new AccessNetworks(List.of("192.0.2.0/24"), List.of("2001:db8:0:0:0:0:0:7")), inForce(Instant.now()));
        assertEquals(new AccessNetworks(List.of(), List.of("2001:db8:0:0:0:0:0:7")), inForce(LATER));
        administration(a -> {
            a.remove(letIn.id());
            return null;
        });
        assertEquals("network removed", told.operation());
        refuses(Kind.NOT_FOUND, a -> a.network(letIn.id()));
        assertEquals(List.of(), inForce(Instant.now()).letIn());
    }

    @Test
    void whatCannotBeIsRefused() throws DirectoryException {
        for (String wrong :
                new String[] {"", "example.com", "192.0.2.1/24", "192.0.2.0/33", "192.0.2.1, 192.0.2.2", null}) {
            refuses(Kind.MALFORMED, a -> a.add(wrong, AccessVerdict.REFUSE, "", null));
        }
        refuses(Kind.UNPROCESSABLE, a -> a.add("192.0.2.1", AccessVerdict.REFUSE, "", Instant.now()));
        refuses(Kind.UNPROCESSABLE, a -> a.add("192.0.2.1", AccessVerdict.REFUSE, "x".repeat(201), null));
        add("192.0.2.1", AccessVerdict.REFUSE, "", null);
        refuses(Kind.CONFLICT, a -> a.add("192.0.2.1/32", AccessVerdict.LET_IN, "", null));
    }

    @Test
    void oneThatHasEndedIsInNobodysWay() throws DirectoryException {
        AccessView ended = add("192.0.2.1", AccessVerdict.REFUSE, "", LATER);
        database.call(entities -> entities.createQuery("update AccessNetwork n set n.ends = :now")
                .setParameter("now", Instant.now().minusSeconds(1))
                .executeUpdate());
        assertEquals(List.of(), administration(a -> a.networks(null, 10)).items());
        add("192.0.2.1", AccessVerdict.REFUSE, "", null);
        refuses(Kind.NOT_FOUND, a -> a.network(ended.id()));
    }

    @Test
    void thereIsAnEndOfNetworks() throws DirectoryException {
        database.run(entities -> {
            for (int i = 0; i < AccessAdministration.MOST; i++) {
                entities.persist(new AccessNetwork("10.0." + i / 250 + "." + i % 250, AccessVerdict.REFUSE, "", null));
            }
        });
        refuses(Kind.UNPROCESSABLE, a -> a.add("192.0.2.1", AccessVerdict.REFUSE, "", null));
        assertEquals(AccessAdministration.MOST, inForce(Instant.now()).refused().size());
    }

    private AccessView add(String network, AccessVerdict verdict, String note, Instant until)
            throws DirectoryException {
        return administration(a -> a.add(network, verdict, note, until));
    }

    private AccessNetworks inForce(Instant now) {
        return database.call(entities -> new AccessLists(entities).networks(now));
    }

    private void refuses(Kind kind, Work<?> work) {
        assertEquals(
                kind,
                assertThrows(DirectoryException.class, () -> administration(work))
                        .kind());
    }

    private interface Work<T> {
        T with(AccessAdministration administration) throws DirectoryException;
    }

    private <T> T administration(Work<T> work) throws DirectoryException {
        try (var entities = database.factory().createEntityManager()) {
            entities.getTransaction().begin();
            T result = work.with(new AccessAdministration(entities, change -> told = change));
            entities.getTransaction().commit();
            return result;
        }
    }
}
