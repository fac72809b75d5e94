package org.letterwing.store;

import java.util.Set;

import org.letterwing.api.InboundMail;

/**
 * A mail and the accounts that take it.
 *
 * @param mail the mail, its content readable
 * @param accounts the keys of the accounts; none if a recipient has vanished since it was accepted
 */
public record Arrival(InboundMail mail, Set<Long> accounts) {

    /** Copies the set. */
    public Arrival {
        accounts = Set.copyOf(accounts);
    }
}
