package org.letterwing.mailbox;

import java.util.List;

/**
 * The first of the messages that were asked for.
 *
 * @param messages in the order of their UIDs
 * @param next the UID to go on with; 0 if these were all
 */
public record FetchedMessages(List<FetchedMessage> messages, long next) {}
