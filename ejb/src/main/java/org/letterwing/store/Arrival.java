package org.letterwing.store;

import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.letterwing.api.InboundMail;

/**
 * A mail and the accounts that take it.
 *
 * @param mail the mail, its content readable
 * @param accounts the keys of the accounts; none if a recipient has vanished since it was accepted
 * @param keeper who else needs the message
 */
public record Arrival(InboundMail mail, Set<Long> accounts, Optional<Keeper> keeper) {

    /** Somebody beside the mailboxes who needs a message. */
    @FunctionalInterface
    public interface Keeper {

        /**
         * Keeps what points to the message, in the transaction that stores it. The store sweeps the message when it was
         * told by {@link Contents#unneeded} and {@code queue_entry} has none that waits for it.
         *
         * @param message the message's key
         * @param contentFrom where the content that arrived starts in what is stored, in octets
         */
        void keep(EntityManager entities, long message, int contentFrom);
    }

    /** A mail that only mailboxes take. */
    public Arrival(InboundMail mail, Set<Long> accounts) {
        this(mail, accounts, Optional.empty());
    }

    /** Copies the set. */
    public Arrival {
        accounts = Set.copyOf(accounts);
    }
}
