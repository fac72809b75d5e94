package org.letterwing.queue;

import org.letterwing.api.Recipient;

/**
 * A recipient whose mail goes on to another host.
 *
 * @param recipient the recipient, with what the sender said of it
 * @param domain its domain of A-labels in lower case, or an address literal
 * @param forwarded whether an alias of ours leads to it
 */
public record Onward(Recipient recipient, String domain, boolean forwarded) {}
