package org.letterwing.mailbox;

import java.util.Set;

/**
 * A mailbox as a session finds it.
 *
 * @param key names it in later calls
 * @param id its {@code MAILBOXID} (RFC 8474)
 * @param uidValidity for which its UIDs are valid (RFC 9051 2.3.1.1)
 * @param uidNext the UID that the next message gets at least
 * @param highestModseq the highest modification sequence (RFC 7162)
 * @param uids the messages that it has
 * @param firstUnseen the lowest UID of a message without {@code \Seen}; 0 if there is none
 * @param recentFrom the lowest UID that is recent in this session (RFC 3501 2.3.2)
 * @param keywords those that its messages have or had
 */
public record OpenMailbox(
        long key,
        String id,
        long uidValidity,
        long uidNext,
        long highestModseq,
        UidSet uids,
        long firstUnseen,
        long recentFrom,
        Set<String> keywords) {}
