package org.letterwing.spi;

import java.util.List;

/**
 * What happened to mails in a transaction; it counts when that has committed.
 *
 * @param list the events, in their order
 */
public record MailEvents(List<MailEvent> list) {

    /** Copies the list. */
    public MailEvents {
        list = List.copyOf(list);
    }
}
