package org.letterwing.mailbox;

import java.time.Instant;

/**
 * What was read of a message.
 *
 * @param uid its UID
 * @param modseq the modification sequence of its last change (RFC 7162)
 * @param flags its flags, without {@code \Recent}
 * @param internalDate when it arrived
 * @param size in octets
 * @param emailId its {@code EMAILID} (RFC 8474), the same wherever it was copied
 * @param structure null unless it was asked for
 * @param header its header with the empty line; null unless it was asked for
 * @param start the start of its content, not empty; null unless it was asked for
 */
public record FetchedMessage(
        long uid,
        long modseq,
        Flags flags,
        Instant internalDate,
        long size,
        String emailId,
        MessageStructure structure,
        byte[] header,
        byte[] start) {}
