package org.letterwing.directory;

import jakarta.persistence.EntityManager;

/** Finds the accounts that a caller may change, for what other packages keep of accounts. */
public final class ChangeableAccounts {

    private final EntityManager entities;
    private final Reach reach;

    /** Finds those within reach. */
    public ChangeableAccounts(EntityManager entities, Reach reach) {
        this.entities = entities;
        this.reach = reach;
    }

    /**
     * Returns the key of an account.
     *
     * @param address the account's address, in any case
     * @throws DirectoryException NOT_FOUND if it isn't there, or not within reach; FORBIDDEN if it has rights beyond
     */
    public long key(String address) throws DirectoryException {
        MailAddress wanted = MailAddress.parse(address)
                .filter(parsed -> parsed.localPart().isPresent())
                .orElseThrow(() -> new DirectoryException(Reason.UNKNOWN_ACCOUNT, address));
        Account account = new Directory(entities, () -> reach)
                .account(wanted.domain().ascii(), wanted.localPart().orElseThrow());
        new Superiors(entities).check(account, reach);
        return account.id();
    }
}
