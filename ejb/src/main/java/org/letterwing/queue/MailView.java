package org.letterwing.queue;

import java.time.Instant;
import java.util.List;

/**
 * A mail in the queue as it is shown.
 *
 * @param sender the reverse-path, {@code ""} for nobody
 * @param arrived when it came
 * @param size of its content, in octets
 * @param header the lines before the body, ended by LF; as its sender wrote them
 * @param listener how it came, such as {@code smtp}
 * @param client the address from which it came
 * @param heloName what the client called itself; null if it did not say
 * @param user who had logged in; null for nobody
 * @param recipients its entries with the logs of their attempts, of very many the first ones
 */
public record MailView(
        String sender,
        Instant arrived,
        long size,
        String header,
        String listener,
        String client,
        String heloName,
        String user,
        List<EntryView> recipients) {

    /** Copies the list. */
    public MailView {
        recipients = List.copyOf(recipients);
    }
}
