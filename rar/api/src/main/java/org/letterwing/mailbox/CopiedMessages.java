package org.letterwing.mailbox;

import java.util.List;

/**
 * Messages that were copied or moved (RFC 4315 3). Both lists have the same order and length; empty if none was there.
 *
 * @param uidValidity of the target
 * @param sources the UIDs of the messages
 * @param copies the UIDs that they have in the target
 * @param highestModseq of the mailbox that they were in, after this
 */
public record CopiedMessages(long uidValidity, List<Long> sources, List<Long> copies, long highestModseq) {}
