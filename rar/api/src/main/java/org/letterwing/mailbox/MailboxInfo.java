package org.letterwing.mailbox;

import java.util.Set;

/**
 * A mailbox in an account's list (RFC 9051 7.3.1).
 *
 * @param name its name, in Unicode
 * @param exists whether it can be selected; if not, others are below it, or the name is subscribed to and no more
 * @param subscribed whether the account subscribes to it
 * @param uses what it is for (RFC 6154)
 * @param id its {@code MAILBOXID} (RFC 8474), which stays when it is renamed; null unless it exists
 */
public record MailboxInfo(String name, boolean exists, boolean subscribed, Set<SpecialUse> uses, String id) {}
