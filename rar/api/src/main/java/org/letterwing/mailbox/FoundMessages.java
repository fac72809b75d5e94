package org.letterwing.mailbox;

/**
 * What a search found.
 *
 * @param uids the messages
 * @param highestModseq the highest modification sequence of any of them; 0 if there are none
 */
public record FoundMessages(UidSet uids, long highestModseq) {}
