package org.letterwing.trace;

/**
 * Which mails are looked for; null for what is of no matter.
 *
 * @param address their sender's, or that of one of their recipients
 * @param messageId their Message-ID, with angle brackets or without
 * @param queueId the key of one of their entries in the queue, also when it is gone
 */
public record TraceSearch(String address, String messageId, Long queueId) {

    /** All mails. */
    public static final TraceSearch ALL = new TraceSearch(null, null, null);
}
