package org.letterwing.mailbox;

/**
 * The figures of a mailbox (RFC 9051 6.3.11).
 *
 * @param id its {@code MAILBOXID} (RFC 8474)
 * @param messages how many messages it has
 * @param recent how many of them no session has been told of (RFC 3501 2.3.2)
 * @param unseen how many of them lack {@code \Seen}
 * @param deleted how many of them have {@code \Deleted}
 * @param uidNext the UID that the next message gets at least
 * @param uidValidity for which its UIDs are valid
 * @param size of all messages, in octets
 * @param deletedSize of those that have {@code \Deleted} (RFC 9208)
 * @param highestModseq the highest modification sequence (RFC 7162)
 */
public record MailboxStatus(
        String id,
        long messages,
        long recent,
        long unseen,
        long deleted,
        long uidNext,
        long uidValidity,
        long size,
        long deletedSize,
        long highestModseq) {}
