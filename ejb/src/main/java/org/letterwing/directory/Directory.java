package org.letterwing.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

/** Finds domains, accounts and aliases by their names as people write them. */
final class Directory {

    private final EntityManager entities;
    private final Supplier<Reach> reach;

    /** Finds all. */
    Directory(EntityManager entities) {
        this(entities, () -> Reach.ALL);
    }

    /** Finds by their names only domains that the caller reaches, and what is in them: others are as if not there. */
    Directory(EntityManager entities, Supplier<Reach> reach) {
        this.entities = entities;
        this.reach = reach;
    }

    /** Returns what the caller reaches now. */
    Reach reach() {
        return reach.get();
    }

    /** Reads a domain's name; MALFORMED if it is none. */
    static DomainName domainName(String name) throws DirectoryException {
        return Optional.ofNullable(name)
                .flatMap(DomainName::parse)
                .orElseThrow(() -> new DirectoryException(Reason.NO_DOMAIN_NAME, name));
    }

    /** Reads a local part; MALFORMED if it is none that an account or alias can have. */
    static String localPart(String name) throws DirectoryException {
        return Optional.ofNullable(name)
                .flatMap(LocalPart::normalise)
                .orElseThrow(() -> new DirectoryException(Reason.NO_LOCAL_PART, name));
    }

    /** Returns a domain; NOT_FOUND if it isn't there. */
    Domain domain(String name) throws DirectoryException {
        DomainName wanted = domainName(name);
        return reach().only(domain(wanted))
                .orElseThrow(() -> new DirectoryException(Reason.UNKNOWN_DOMAIN, wanted.unicode()));
    }

    /** Returns a domain, whether the caller reaches it or not. */
    Optional<Domain> domain(DomainName name) {
        return first(entities.createQuery("select d from Domain d where d.name = :name", Domain.class)
                .setParameter("name", name.ascii()));
    }

    /** Returns an account; NOT_FOUND if it or its domain isn't there. */
    Account account(String domain, String localPart) throws DirectoryException {
        Domain in = domain(domain);
        return account(in, localPart(localPart)).orElseThrow(() -> refusal(Reason.UNKNOWN_ACCOUNT, in, localPart));
    }

    Optional<Account> account(Domain domain, String localPart) {
        return named(Account.class, domain, localPart);
    }

    /** Returns an alias; NOT_FOUND if it or its domain isn't there. */
    Alias alias(String domain, String localPart) throws DirectoryException {
        Domain in = domain(domain);
        return alias(in, localPart(localPart)).orElseThrow(() -> refusal(Reason.UNKNOWN_ALIAS, in, localPart));
    }

    Optional<Alias> alias(Domain domain, String localPart) {
        return named(Alias.class, domain, localPart);
    }

    /**
     * Returns a page of a domain's accounts or aliases, sorted by their local parts. The order names the domain too: H2 goes
     * along an index if each of its columns is named.
     */
    <T> Page<T> page(Class<T> type, String domain, String after, int limit, Function<T, String> localPart)
            throws DirectoryException {
        checkLimit(limit);
        List<T> found = entities.createQuery(
                        "select n from " + type.getSimpleName()
                                + " n where n.domain = :domain and n.localPart > :after"
                                + " order by n.domain.id, n.localPart",
                        type)
                .setParameter("domain", domain(domain))
                .setParameter("after", after == null ? "" : localPart(after))
                .setMaxResults(limit + 1)
                .getResultList();
        return Page.of(found, limit, localPart);
    }

    /** Makes sure that a name is free for an account or alias; CONFLICT if one has it. */
    void checkFree(Domain domain, String localPart) throws DirectoryException {
        if (account(domain, localPart).isPresent()) {
            throw refusal(Reason.ACCOUNT_TAKEN, domain, localPart);
        }
        if (alias(domain, localPart).isPresent()) {
            throw refusal(Reason.ALIAS_TAKEN, domain, localPart);
        }
    }

    /** Makes sure that a page has a size; MALFORMED if not. */
    static void checkLimit(int limit) throws DirectoryException {
        if (limit < 1 || limit > DirectoryAdministration.MAX_LIMIT) {
            throw new DirectoryException(Reason.NO_LIMIT, limit, DirectoryAdministration.MAX_LIMIT);
        }
    }

    private static DirectoryException refusal(Reason reason, Domain domain, String localPart) {
        return new DirectoryException(reason, localPart + "@" + domain.name().unicode());
    }

    private <T> Optional<T> named(Class<T> type, Domain domain, String localPart) {
        return first(entities.createQuery(
                        "select n from " + type.getSimpleName()
                                + " n where n.domain = :domain and n.localPart = :localPart",
                        type)
                .setParameter("domain", domain)
                .setParameter("localPart", localPart));
    }

    private static <T> Optional<T> first(TypedQuery<T> query) {
        List<T> found = query.setMaxResults(1).getResultList();
        return found.stream().findFirst();
    }
}
