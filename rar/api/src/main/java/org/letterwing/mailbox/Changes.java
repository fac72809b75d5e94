package org.letterwing.mailbox;

import java.util.List;

/**
 * What has changed in a mailbox since a modification sequence.
 *
 * @param highestModseq the highest modification sequence now
 * @param uidNext the UID that the next message gets at least
 * @param changed the messages that have come, or whose flags have changed, in the order of their UIDs
 * @param vanished the messages that are gone; possibly some that never were seen
 */
public record Changes(long highestModseq, long uidNext, List<MessageFlags> changed, UidSet vanished) {}
