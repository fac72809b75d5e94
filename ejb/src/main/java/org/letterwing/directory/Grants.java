package org.letterwing.directory;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.persistence.EntityManager;

/** The rights to send as other addresses, as {@link DirectoryAdministration} changes and shows them. */
final class Grants {

    // A deployment's name, and not that of one of its listeners.
    private static final Pattern APPLICATION = Pattern.compile("[^\\s#/]{1," + ApplicationName.MAX_LENGTH + "}");

    private final EntityManager entities;
    private final Directory directory;
    private final Keyed<SenderGrant, GrantView> keyed;

    Grants(EntityManager entities, Directory directory) {
        this.entities = entities;
        this.directory = directory;
        this.keyed = new Keyed<>(entities, SenderGrant.class, SenderGrant::view, GrantView::id, Reason.UNKNOWN_GRANT);
    }

    GrantView add(String accountName, String addressText) throws DirectoryException {
        Account account = account(accountName);
        String address = address(addressText).canonical();
        checkNew("account", account, account.name(), address);
        return added(new SenderGrant(account, address));
    }

    GrantView addToApplication(String application, String addressText) throws DirectoryException {
        if (application == null || !APPLICATION.matcher(application).matches()) {
            throw new DirectoryException(Reason.NO_APPLICATION, application);
        }
        String address = address(addressText).canonical();
        checkNew("application", application, application, address);
        return added(new SenderGrant(application, address));
    }

    private void checkNew(String attribute, Object holder, String name, String address) throws DirectoryException {
        boolean there = !entities.createQuery(
                        "select g.id from SenderGrant g where g." + attribute + " = :holder and g.address = :address",
                        Long.class)
                .setParameter("holder", holder)
                .setParameter("address", address)
                .getResultList()
                .isEmpty();
        if (there) {
            throw new DirectoryException(Reason.GRANTED_ALREADY, name, address);
        }
    }

    private GrantView added(SenderGrant grant) {
        entities.persist(grant);
        return grant.view();
    }

    private Account account(String name) throws DirectoryException {
        if (Administrator.NAME.equalsIgnoreCase(name)) {
            return entities.getReference(Account.class, new RecipientLookup(entities).administrator());
        }
        MailAddress address = address(name);
        return directory
                .domain(address.domain())
                .flatMap(domain -> directory.account(domain, address.localPart().orElseThrow()))
                .orElseThrow(() -> new DirectoryException(Reason.MISSING_ACCOUNT, address.canonical()));
    }

    private static MailAddress address(String text) throws DirectoryException {
        return Optional.ofNullable(text)
                .flatMap(MailAddress::parse)
                .filter(address -> address.localPart().isPresent())
                .orElseThrow(() -> new DirectoryException(Reason.NO_GRANT_ADDRESS, text));
    }

    Page<GrantView> list(String after, int limit) throws DirectoryException {
        return keyed.page(after, limit);
    }

    GrantView view(long id) throws DirectoryException {
        return keyed.view(id);
    }

    GrantView remove(long id, Precondition precondition) throws DirectoryException {
        return keyed.remove(id, precondition);
    }
}
