package org.letterwing.net;

import java.util.Optional;

import org.letterwing.sasl.LoggedIn;

/**
 * What a protocol knows of its client.
 *
 * @param login who has logged in
 * @param name what the client calls itself, whatever that is worth
 * @param mailbox the mailbox that is selected
 */
public record SessionFacts(Optional<LoggedIn> login, Optional<String> name, Optional<String> mailbox) {}
