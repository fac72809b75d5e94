package org.letterwing.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

/**
 * Knows on which servers the listeners of applications are active: each server says so again and again, and on one that is
 * silent none is.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ListenerPresence {

    /** How often a server says what is active on it, in seconds. */
    public static final int PERIOD = 20;

    private static final int BELIEVED = 3 * PERIOD;

    @Inject
    private EntityManager entities;

    /** For the container. */
    public ListenerPresence() {}

    ListenerPresence(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Takes down what is active on a server, in place of what was before; in a transaction of its own.
     *
     * @param listeners their names
     */
    public void tell(String server, Collection<String> listeners) {
        entities.createNativeQuery("DELETE FROM listener_presence WHERE server = :server")
                .setParameter("server", server)
                .executeUpdate();
        for (String listener : Set.copyOf(listeners)) {
            entities.createNativeQuery("INSERT INTO listener_presence (application, server, seen)"
                            + " VALUES (:application, :server, CURRENT_TIMESTAMP)")
                    .setParameter("application", listener)
                    .setParameter("server", server)
                    .executeUpdate();
        }
    }

    /** Returns the names of the servers on which each listener is active, sorted. */
    @SuppressWarnings("unchecked")
    Map<String, List<String>> servers() {
        Stream<Tuple> found = entities.createNativeQuery(
                        "SELECT application, server FROM listener_presence"
                                + " WHERE seen >= CURRENT_TIMESTAMP - CAST(:believed AS INTEGER) * INTERVAL '1' SECOND"
                                + " ORDER BY server",
                        Tuple.class)
                .setParameter("believed", BELIEVED)
                .getResultStream();
        return found.collect(Collectors.groupingBy(
                row -> row.get(0, String.class),
                Collectors.mapping(row -> row.get(1, String.class), Collectors.toList())));
    }
}
