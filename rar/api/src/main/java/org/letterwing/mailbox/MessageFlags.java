package org.letterwing.mailbox;

/**
 * The flags of a message.
 *
 * @param uid the message's UID
 * @param modseq the modification sequence of its last change (RFC 7162)
 * @param flags its flags, without {@code \Recent}
 */
public record MessageFlags(long uid, long modseq, Flags flags) {}
