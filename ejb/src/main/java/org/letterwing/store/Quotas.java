package org.letterwing.store;

import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.Quota;

/** How much accounts have, and may have (RFC 9208). Thread-safe. */
@ApplicationScoped
public class Quotas {

    @Inject
    private EntityManager entities;

    protected Quotas() {}

    /** Works with the given entity manager. */
    Quotas(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns an account's quota. */
    public Quota of(long account) {
        return new Quota(new Mailboxes(entities).use(account), limit(account));
    }

    /** Refuses what an account has no room for, in octets. */
    void check(long account, long added) throws MailboxException {
        OptionalLong limit = limit(account);
        if (limit.isPresent() && new Mailboxes(entities).use(account) + added > limit.getAsLong()) {
            throw new MailboxException(
                    Reason.OVERQUOTA, "The account may have " + limit.getAsLong() + " octets of mail");
        }
    }

    private OptionalLong limit(long account) {
        return new Sql(entities)
                .list("SELECT quota FROM account WHERE id = ?", row -> row.getObject(1, Long.class), account).stream()
                        .filter(quota -> quota != null)
                        .mapToLong(Long::longValue)
                        .findFirst();
    }
}
