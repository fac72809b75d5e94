package org.letterwing.store;

/** The {@code MAILBOXID} of a mailbox (RFC 8474 4): its key, and a letter so that nobody counts with it. */
final class MailboxId {

    private MailboxId() {}

    static String of(long mailbox) {
        return "F" + mailbox;
    }
}
