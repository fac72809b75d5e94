package org.letterwing.directory;

import java.util.Optional;
import java.util.Set;

/**
 * Who takes the mail for an address.
 *
 * @param foreign whether its domain is not managed here
 * @param accounts the keys of the accounts
 * @param listener the name of the listener of an application
 * @param elsewhere the addresses on other hosts to which an alias leads
 */
public record Owners(boolean foreign, Set<Long> accounts, Optional<String> listener, Set<String> elsewhere) {

    /** Copies the sets. */
    public Owners {
        accounts = Set.copyOf(accounts);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** Returns whether the domain is managed here, and nobody has the address. */
    public boolean isNobody() {
        return !foreign && accounts.isEmpty() && listener.isEmpty() && elsewhere.isEmpty();
    }
}
