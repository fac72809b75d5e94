package org.letterwing.greylisting;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Asks clients that are new to come again, whichever server of a cluster they reach. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Greylisting {

    private static final System.Logger LOG = System.getLogger(Greylisting.class.getName());

    @EJB
    private GreylistStore store;

    /**
     * Notes that a client wants to send, and returns how long it must still wait.
     *
     * @param sender the reverse-path, {@code ""} for the null one
     */
    public Duration delay(InetAddress client, String sender, String recipient) {
        String triple = Triples.key(client, sender, recipient);
        try {
            return store.delay(triple);
        } catch (EJBException e) {
            // Somebody else noted the same triple at the same time; the second time it is there.
            return store.delay(triple);
        }
    }

    /** Removes what is over, every hour; a sweep that fails is tried again the next time. */
    @Schedule(hour = "*", minute = "29", persistent = false, info = "sweep of the greylist")
    void sweep() {
        try {
            int removed = store.sweep();
            LOG.log(Level.DEBUG, "{0} triples of the greylist are over", removed);
        } catch (EJBException e) {
            LOG.log(Level.WARNING, "The sweep of the greylist failed and is tried again in an hour", e);
        }
    }
}
