package org.letterwing.directory;

import java.util.OptionalLong;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

/** Says which accounts take the mail for an address. Thread-safe. */
@ApplicationScoped
public class RecipientDirectory {

    /**
     * Returns the keys of the accounts that take mail for an address: that of exactly this address, of the address
     * without its subaddress ({@code user+tag}), those behind an alias or behind the aliases that it leads to, or
     * behind the domain's catch-all. Mail for postmaster always has an owner.
     *
     * @param address {@code local-part@domain}, or {@code postmaster}
     * @return the keys, none if nobody takes mail for the address
     */
    public Set<Long> accountsFor(String address) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the key of an account.
     *
     * @param canonicalAddress the account's address as {@link Logins#authenticate} gives it
     */
    public OptionalLong accountId(String canonicalAddress) {
        throw new UnsupportedOperationException();
    }
}
