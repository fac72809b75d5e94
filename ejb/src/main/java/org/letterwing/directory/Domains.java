package org.letterwing.directory;

import java.util.Arrays;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

/** The managed domains, as {@link DirectoryAdministration} changes and shows them. */
final class Domains {

    private static final String VIEWS = "select d.name, (select count(a) from Account a where a.domain = d),"
            + " (select count(a) from Alias a where a.domain = d) from Domain d where ";

    private final EntityManager entities;
    private final Directory directory;
    private final Accounts accounts;
    private final Aliases aliases;

    Domains(EntityManager entities, Directory directory, Accounts accounts, Aliases aliases) {
        this.entities = entities;
        this.directory = directory;
        this.accounts = accounts;
        this.aliases = aliases;
    }

    DomainView add(String name) throws DirectoryException {
        DomainName wanted = Directory.domainName(name);
        if (directory.domain(wanted).isPresent()) {
            throw new DirectoryException(Reason.DOMAIN_TAKEN, wanted.unicode());
        }
        entities.persist(new Domain(wanted));
        return new DomainView(wanted.unicode(), wanted.ascii(), 0, 0);
    }

    Page<DomainView> list(String after, int limit) throws DirectoryException {
        Directory.checkLimit(limit);
        Reach reach = directory.reach();
        TypedQuery<Object[]> query = entities.createQuery(
                        VIEWS + "d.name > :after" + (reach.isAll() ? "" : " and d.name in :own") + " order by d.name",
                        Object[].class)
                .setParameter(
                        "after",
                        after == null ? "" : Directory.domainName(after).ascii())
                .setMaxResults(limit + 1);
        if (!reach.isAll()) {
            query.setParameter("own", reach.domains());
        }
        List<DomainView> found = views(query);
        return Page.of(found, limit, DomainView::asciiName);
    }

    DomainView view(String name) throws DirectoryException {
        return views(entities.createQuery(VIEWS + "d = :domain", Object[].class)
                        .setParameter("domain", directory.domain(name)))
                .get(0);
    }

    DomainLimits limits(String name) throws DirectoryException {
        return directory.domain(name).limits();
    }

    DomainLimits limit(String name, DomainLimitsChange change) throws DirectoryException {
        Domain domain = directory.domain(name);
        DomainLimits limits = change.of(domain.limits());
        for (Long limit : Arrays.asList(limits.accounts(), limits.aliases(), limits.quotaBytes())) {
            if (limit != null && limit < 0) {
                throw new DirectoryException(Reason.NEGATIVE_LIMIT, limit);
            }
        }
        domain.limit(limits);
        return limits;
    }

    void remove(String name, boolean cascade) throws DirectoryException {
        DomainView view = view(name);
        if (!cascade && view.accounts() + view.aliases() > 0) {
            throw new DirectoryException(Reason.DOMAIN_NOT_EMPTY, view.name(), view.accounts(), view.aliases());
        }
        Domain domain = directory.domain(name);
        aliases.removeAll(domain);
        accounts.removeAll(domain);
        entities.createQuery("delete from Domain d where d = :domain")
                .setParameter("domain", domain)
                .executeUpdate();
    }

    private static List<DomainView> views(TypedQuery<Object[]> query) {
        return query.getResultList().stream()
                .map(row -> {
                    DomainName name = new DomainName((String) row[0]);
                    return new DomainView(name.unicode(), name.ascii(), (Long) row[1], (Long) row[2]);
                })
                .toList();
    }
}
