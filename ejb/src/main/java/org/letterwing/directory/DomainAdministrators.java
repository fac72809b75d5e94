package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;

/** Which accounts administer which domains, as {@link DomainDelegation} changes and shows it. */
final class DomainAdministrators {

    /** So many domains an account administers at most, and so many accounts a domain: all are looked at. */
    static final int MOST = 100;

    private final EntityManager entities;
    private final Directory directory;

    DomainAdministrators(EntityManager entities) {
        this.entities = entities;
        directory = new Directory(entities);
    }

    /** Returns what an account reaches, none if it is suspended or not there. */
    Reach reachOf(String account) {
        return Reach.of(MailAddress.parse(account)
                .filter(address -> address.localPart().isPresent())
                .map(this::domains)
                .orElse(List.of()));
    }

    private List<String> domains(MailAddress account) {
        return entities.createQuery(
                        "select m.domain.name from DomainAdministrator m where m.account.localPart = :localPart"
                                + " and m.account.domain.name = :domain and m.account.suspended = false",
                        String.class)
                .setParameter("localPart", account.localPart().orElseThrow())
                .setParameter("domain", account.domain().ascii())
                .getResultList();
    }

    /** Returns the names of all domains that an account administers, whether it is suspended or not. */
    List<String> domainsOf(Account account) {
        return entities.createQuery(
                        "select m.domain.name from DomainAdministrator m where m.account = :account", String.class)
                .setParameter("account", account)
                .getResultList();
    }

    /** Lists a domain's administrators in the order of their addresses. */
    List<DomainAdministratorView> list(String domain) throws DirectoryException {
        return entities
                .createQuery(
                        "select m from DomainAdministrator m where m.domain = :domain"
                                + " order by m.account.localPart, m.account.domain.name",
                        DomainAdministrator.class)
                .setParameter("domain", directory.domain(domain))
                .getResultList()
                .stream()
                .map(DomainAdministrator::view)
                .toList();
    }

    DomainAdministratorView add(String domain, String address) throws DirectoryException {
        Domain in = directory.domain(domain);
        Account account = account(address).orElseThrow(() -> new DirectoryException(Reason.MISSING_ACCOUNT, address));
        if (find(in, account).isPresent()) {
            throw new DirectoryException(
                    Reason.ADMINISTERS_ALREADY, account.address(), in.name().unicode());
        }
        if (domainsOf(account).size() >= MOST || list(domain).size() >= MOST) {
            throw new DirectoryException(Reason.TOO_MANY_ADMINISTRATORS, MOST);
        }
        DomainAdministrator added = new DomainAdministrator(in, account);
        entities.persist(added);
        return added.view();
    }

    DomainAdministratorView view(String domain, String address) throws DirectoryException {
        return administrator(domain, address).view();
    }

    void remove(String domain, String address) throws DirectoryException {
        entities.remove(administrator(domain, address));
    }

    private DomainAdministrator administrator(String domain, String address) throws DirectoryException {
        Domain in = directory.domain(domain);
        return account(address)
                .flatMap(account -> find(in, account))
                .orElseThrow(() -> new DirectoryException(
                        Reason.NO_ADMINISTRATOR, address, in.name().unicode()));
    }

    /** MALFORMED if it is no address: the account of the server's administrator has none. */
    private Optional<Account> account(String text) throws DirectoryException {
        MailAddress address = Optional.ofNullable(text)
                .flatMap(MailAddress::parse)
                .filter(parsed -> parsed.localPart().isPresent())
                .orElseThrow(() -> new DirectoryException(Reason.NO_ACCOUNT_ADDRESS, text));
        return directory
                .domain(address.domain())
                .flatMap(domain -> directory.account(domain, address.localPart().orElseThrow()));
    }

    private Optional<DomainAdministrator> find(Domain domain, Account account) {
        return entities
                .createQuery(
                        "select m from DomainAdministrator m where m.domain = :domain and m.account = :account",
                        DomainAdministrator.class)
                .setParameter("domain", domain)
                .setParameter("account", account)
                .getResultList()
                .stream()
                .findFirst();
    }
}
