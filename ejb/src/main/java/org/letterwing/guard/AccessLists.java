package org.letterwing.guard;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.spi.AccessNetworks;

/** Tells sessions which networks administrators have added to those of the settings. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AccessLists {

    @PersistenceContext
    private EntityManager entities;

    /** For the container. */
    public AccessLists() {}

    AccessLists(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns those that have not ended. */
    public AccessNetworks networks(Instant now) {
        List<AccessView> lasting = entities
                .createQuery("select n from AccessNetwork n where n.ends is null or n.ends > :now", AccessNetwork.class)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(AccessNetwork::view)
                .toList();
        return new AccessNetworks(of(AccessVerdict.REFUSE, lasting), of(AccessVerdict.LET_IN, lasting));
    }

    private static List<String> of(AccessVerdict verdict, List<AccessView> networks) {
        return networks.stream()
                .filter(network -> network.verdict() == verdict)
                .map(AccessView::network)
                .toList();
    }
}
