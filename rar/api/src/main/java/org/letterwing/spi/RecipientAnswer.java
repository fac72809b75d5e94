package org.letterwing.spi;

import org.letterwing.api.Refusal;

/**
 * Who takes mail for an address.
 *
 * @param owner the kind of owner
 * @param refusal the reply when there is none; null for {@link Owner#MAILBOX} and {@link Owner#CATCH_ALL}
 */
public record RecipientAnswer(Owner owner, Refusal refusal) {

    /** Kinds of owners, as far as the mail system knows them. */
    public enum Owner {
        /**
         * An account or an alias of exactly that address, or an address on another host to which the session may send:
         * the sink takes its mail.
         */
        MAILBOX,
        /** The domain's catch-all: the sink takes its mail, unless an application listens on the address. */
        CATCH_ALL,
        /** A domain of ours without such an address: an application may listen on it, else the refusal stands. */
        NOBODY,
        /** The refusal stands, whoever listens: the domain is not ours, or the mailbox is full. */
        REFUSED
    }

    /** The address is that of an account or an alias, or the mail goes on to another host. */
    public static final RecipientAnswer MAILBOX = new RecipientAnswer(Owner.MAILBOX, null);

    /** The domain's catch-all takes the address. */
    public static final RecipientAnswer CATCH_ALL = new RecipientAnswer(Owner.CATCH_ALL, null);

    /** The domain is ours, and nobody in the directory has the address. */
    public static RecipientAnswer nobody(Refusal refusal) {
        return new RecipientAnswer(Owner.NOBODY, refusal);
    }

    /** Nobody may take mail for the address now. */
    public static RecipientAnswer refused(Refusal refusal) {
        return new RecipientAnswer(Owner.REFUSED, refusal);
    }
}
