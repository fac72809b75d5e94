package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException.Kind;

/** The rights to send as other addresses, as {@link DirectoryAdministration} changes and shows them. */
final class Grants {

    private final EntityManager entities;
    private final Directory directory;

    Grants(EntityManager entities, Directory directory) {
        this.entities = entities;
        this.directory = directory;
    }

    GrantView add(String accountName, String addressText) throws DirectoryException {
        Account account = account(accountName);
        String address = address(addressText).canonical();
        boolean there = !entities.createQuery(
                        "select g.id from SenderGrant g where g.account = :account and g.address = :address",
                        Long.class)
                .setParameter("account", account)
                .setParameter("address", address)
                .getResultList()
                .isEmpty();
        if (there) {
            throw new DirectoryException(Kind.CONFLICT, account.name() + " may send as " + address + " already");
        }
        SenderGrant grant = new SenderGrant(account, address);
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
                .orElseThrow(() -> new DirectoryException(
                        Kind.UNPROCESSABLE, "There is no account " + address.canonical() + ": add it first"));
    }

    private static MailAddress address(String text) throws DirectoryException {
        return Optional.ofNullable(text)
                .flatMap(MailAddress::parse)
                .filter(address -> address.localPart().isPresent())
                .orElseThrow(() -> new DirectoryException(
                        Kind.MALFORMED,
                        "'" + text + "' is no address: give one such as user@example.com, or *@example.com for all"));
    }

    Page<GrantView> list(String after, int limit) throws DirectoryException {
        Directory.checkLimit(limit);
        List<GrantView> found = entities
                .createQuery("select g from SenderGrant g where g.id > :after order by g.id", SenderGrant.class)
                .setParameter("after", Page.key(after))
                .setMaxResults(limit + 1)
                .getResultList()
                .stream()
                .map(SenderGrant::view)
                .toList();
        return Page.of(found, limit, grant -> Long.toString(grant.id()));
    }

    GrantView view(long id) throws DirectoryException {
        return find(id).view();
    }

    void remove(long id) throws DirectoryException {
        entities.remove(find(id));
    }

    private SenderGrant find(long id) throws DirectoryException {
        SenderGrant grant = entities.find(SenderGrant.class, id);
        if (grant == null) {
            throw new DirectoryException(Kind.NOT_FOUND, "There is no grant " + id);
        }
        return grant;
    }
}
