package org.letterwing.mailbox;

import java.util.List;

/**
 * What a change of flags did.
 *
 * @param messages the messages that were to be changed, and their flags now; those that had them already keep their
 *     modification sequence
 * @param modified the messages that were left alone, for they have changed meanwhile (RFC 7162 3.1.3)
 * @param gone the messages that are not there any more
 */
public record StoredFlags(List<MessageFlags> messages, UidSet modified, UidSet gone) {}
