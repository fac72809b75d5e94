package org.letterwing.mailbox;

import java.util.List;

/**
 * A thread (RFC 5256 4), or a part of one.
 *
 * @param uid the message at its root; 0 for one that isn't there
 * @param children what answers it
 */
public record MessageThread(long uid, List<MessageThread> children) {}
