package org.letterwing.directory;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.letterwing.api.Refusal;
import org.letterwing.spi.Refusals;

/**
 * Says as whom a user may send: as the account's address and its subaddresses, as an alias that leads to the account
 * alone, and as what an administrator has granted. A catch-all gives no such right.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class SenderPolicy {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RecipientDirectory directory;

    /** For the container. */
    public SenderPolicy() {}

    SenderPolicy(EntityManager entities, RecipientDirectory directory) {
        this.entities = entities;
        this.directory = directory;
    }

    /**
     * Says whether a user may send as all of some addresses.
     *
     * @param user the account's canonical name
     * @param addresses {@code local-part@domain} each
     * @return empty if it may, or the reply that refuses
     */
    public Optional<Refusal> refusal(String user, Collection<String> addresses) {
        OptionalLong account = directory.accountId(user);
        boolean allowed = account.isPresent()
                && addresses.stream()
                        .distinct()
                        .allMatch(address ->
                                isOwn(account.getAsLong(), address) || isGranted(account.getAsLong(), address));
        return allowed ? Optional.empty() : Optional.of(Refusals.SENDER_NOT_ALLOWED);
    }

    private boolean isOwn(long account, String address) {
        Recipients recipients = directory.recipients(address);
        return recipients.kind() == Recipients.Kind.NAMED && recipients.owner().equals(OptionalLong.of(account));
    }

    private boolean isGranted(long account, String address) {
        Optional<MailAddress> parsed = MailAddress.parse(address);
        if (parsed.isEmpty()) {
            return false;
        }
        return !entities.createQuery(
                        "select g.id from SenderGrant g where g.account.id = :account and g.address in :granted",
                        Long.class)
                .setParameter("account", account)
                .setParameter("granted", parsed.get().patterns())
                .getResultList()
                .isEmpty();
    }
}
