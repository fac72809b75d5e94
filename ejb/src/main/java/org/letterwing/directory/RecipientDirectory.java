package org.letterwing.directory;

import java.util.OptionalLong;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.spi.ListenerFacts;
import org.letterwing.srs.SenderRewriting;

/**
 * Says which accounts take the mail for an address. Thread-safe; to be called by a session bean or in a transaction, for
 * elsewhere nobody closes what it read with.
 *
 * <p>Answers are kept in memory until the directory changes. A change by this server is seen at once, one by another
 * server after a second at most: then an account may be named that is gone.
 */
@ApplicationScoped
public class RecipientDirectory {

    private static final int KEPT = 20_000;

    @Inject
    private EntityManager entities;

    @Inject
    private DirectoryVersion version;

    private final VersionedCache<String, Recipients> cache = new VersionedCache<>(KEPT);

    /** For the container. */
    public RecipientDirectory() {}

    RecipientDirectory(EntityManager entities, DirectoryVersion version) {
        this.entities = entities;
        this.version = version;
    }

    /**
     * Returns the keys of the accounts that take mail for an address: that of exactly this address, else of the address
     * without its subaddress ({@code user+tag}); those behind an alias, or behind the aliases that it leads to; else
     * those behind the domain's catch-all. What looks like the return address of a forwarded mail belongs to nobody here.
     *
     * <p>A listener of an application takes what no account or alias takes, before the catch-all; all that its patterns
     * say if an administrator lets it.
     *
     * <p>Mail for postmaster always has an owner: {@code postmaster} without a domain, and of a managed domain where no
     * one else takes it, is the administrator's ({@link Administrator}).
     *
     * @param address {@code local-part@domain}, or {@code postmaster}
     * @return the keys, none if nobody takes mail for the address
     */
    public Set<Long> accountsFor(String address) {
        return recipients(address).accounts();
    }

    /** Returns who takes the mail for an address: the accounts of {@link #accountsFor}, a listener, or other hosts. */
    public Owners ownersOf(String address) {
        Recipients found = recipients(address);
        return new Owners(
                found.kind() == Recipients.Kind.FOREIGN,
                found.accounts(),
                found.listener().map(ListenerFacts::name),
                Set.copyOf(found.elsewhere()));
    }

    /**
     * Returns the key of an account.
     *
     * @param canonicalAddress the account's address as {@link Logins#authenticate} gives it
     */
    public OptionalLong accountId(String canonicalAddress) {
        RecipientLookup lookup = new RecipientLookup(entities);
        if (canonicalAddress.equals(Administrator.NAME)) {
            return OptionalLong.of(lookup.administrator());
        }
        return MailAddress.parse(canonicalAddress).map(lookup::account).orElse(OptionalLong.empty());
    }

    /** Returns who takes the mail for an address. */
    Recipients recipients(String address) {
        if (address.length() > MailAddress.MAX_LENGTH) {
            return Recipients.FOREIGN;
        }
        RecipientLookup lookup = new RecipientLookup(entities);
        // The return addresses of forwarded mail are asked for once or twice, and then their time is over.
        return SenderRewriting.isRewritten(address)
                ? lookup.find(address)
                : cache.get(address, version.current(), lookup::find);
    }
}
