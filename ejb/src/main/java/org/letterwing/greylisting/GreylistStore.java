package org.letterwing.greylisting;

import java.time.Duration;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.settings.ClientSettings;

/** Works on the greylist; each call is one transaction. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class GreylistStore {

    @PersistenceContext
    private EntityManager entities;

    /** Notes a try of a triple, and returns how long its client must still wait. */
    public Duration delay(String triple) {
        return triples().delay(triple);
    }

    /** Removes what is over, and returns how many triples that were. */
    public int sweep() {
        return triples().sweep();
    }

    private Triples triples() {
        return new Triples(
                entities,
                new Triples.Times(
                        ClientSettings.GREYLIST_DELAY.get(),
                        ClientSettings.GREYLIST_WINDOW.get(),
                        ClientSettings.GREYLIST_KEEP.get()));
    }
}
