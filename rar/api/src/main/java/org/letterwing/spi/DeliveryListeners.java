package org.letterwing.spi;

import java.time.Duration;
import java.util.List;

import org.letterwing.api.DeliveryNotice;

/** The applications' listeners that are told what becomes of mail, as far as they are active here. Thread-safe. */
public interface DeliveryListeners {

    /** Returns those that are active now. */
    List<Active> active();

    /**
     * Tells a listener, in one transaction; blocks until its end.
     *
     * @param listener the listener's name
     * @return whether the transaction has committed; if not, nothing of it remains, or its end is unknown
     * @throws ListenerAwayException if it isn't active here; then nothing was done
     */
    boolean tell(String listener, DeliveryNotice notice) throws ListenerAwayException;

    /**
     * An active listener.
     *
     * @param name the deployment and the bean, as in {@code orders.war#org.example.OrderMailFate}
     * @param redeliveryAttempts how often it is offered a notice, at least 1
     * @param redeliveryInterval how long the notice has a rest in between
     */
    record Active(String name, int redeliveryAttempts, Duration redeliveryInterval) {}
}
