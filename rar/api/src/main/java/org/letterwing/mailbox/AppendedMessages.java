package org.letterwing.mailbox;

/**
 * Messages that were added (RFC 4315 3).
 *
 * @param uidValidity of the mailbox
 * @param uids their UIDs, in their order
 */
public record AppendedMessages(long uidValidity, UidSet uids) {}
