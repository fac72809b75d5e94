package org.letterwing.trace;

import java.util.List;
import java.util.UUID;

/**
 * The way of a mail.
 *
 * @param deliveryId the mail's delivery id
 * @param events what happened to it, in the order of time
 * @param more whether more happened than is shown
 */
public record TracedMail(UUID deliveryId, List<TraceView> events, boolean more) {

    /** Copies the list. */
    public TracedMail {
        events = List.copyOf(events);
    }
}
