package org.letterwing.queue;

/**
 * Which entries of the queue are meant. What is null or blank says nothing; an asterisk in an address or a domain stands for
 * any characters; letters' case does not count.
 *
 * @param state in which they are
 * @param domain of A-labels, that of their recipients
 * @param sender the reverse-path of their mails
 * @param recipient their recipient
 */
public record QueueFilter(EntryState state, String domain, String sender, String recipient) {

    /** All entries. */
    public static final QueueFilter ALL = new QueueFilter(null, null, null, null);

    /** Makes blank what is null. */
    public QueueFilter {
        domain = strip(domain);
        sender = strip(sender);
        recipient = strip(recipient);
    }

    private static String strip(String text) {
        return text == null ? "" : text.strip();
    }

    /** Returns whether it means all entries. */
    public boolean isAll() {
        return equals(ALL);
    }
}
