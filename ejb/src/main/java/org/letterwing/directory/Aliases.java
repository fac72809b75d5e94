package org.letterwing.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.EntityManager;

/** The aliases, as {@link DirectoryAdministration} changes and shows them. */
final class Aliases {

    private static final int MAX_TARGETS = 1000;

    private final EntityManager entities;
    private final Directory directory;
    private final AliasTargets targets;

    Aliases(EntityManager entities, Directory directory) {
        this.entities = entities;
        this.directory = directory;
        this.targets = new AliasTargets(entities);
    }

    AliasView add(String domain, String localPart, List<String> targets) throws DirectoryException {
        Domain in = directory.domain(domain);
        String name = Directory.localPart(localPart);
        directory.checkFree(in, name);
        new LimitedDomain(entities, in).checkAlias();
        if (targets == null || targets.isEmpty() || targets.size() > MAX_TARGETS) {
            throw new DirectoryException(Reason.ALIAS_TARGETS, MAX_TARGETS);
        }
        Map<MailAddress, String> addresses = new LinkedHashMap<>();
        for (String target : targets) {
            addresses.putIfAbsent(address(target), target);
        }
        Alias alias = new Alias(in, name);
        for (Map.Entry<MailAddress, String> target : addresses.entrySet()) {
            addTarget(alias, target.getValue(), target.getKey());
        }
        entities.persist(alias);
        return view(alias);
    }

    Page<AliasView> list(String domain, String after, int limit) throws DirectoryException {
        Page<Alias> page = directory.page(Alias.class, domain, after, limit, Alias::localPart);
        return new Page<>(views(page.items()), page.next());
    }

    AliasView view(String domain, String localPart) throws DirectoryException {
        return view(directory.alias(domain, localPart));
    }

    void remove(String domain, String localPart) throws DirectoryException {
        Alias alias = directory.alias(domain, localPart);
        checkNoneLeadsTo("targetAlias", alias, alias.address());
        entities.remove(alias);
    }

    /** Removes all aliases of a domain, and from other domains' aliases what leads into this one. */
    void removeAll(Domain domain) {
        String inDomain = " in (select x from Account x where x.domain = :domain)";
        deleteTargets("t.account" + inDomain, "domain", domain);
        String aliasInDomain = " in (select x from Alias x where x.domain = :domain)";
        deleteTargets("t.alias" + aliasInDomain, "domain", domain);
        deleteTargets("t.targetAlias" + aliasInDomain, "domain", domain);
        entities.createNativeQuery("DELETE FROM alias_forward WHERE alias_id IN"
                        + " (SELECT a.id FROM alias a JOIN domain d ON d.id = a.domain_id WHERE d.name = :domain)")
                .setParameter("domain", domain.name().ascii())
                .executeUpdate();
        removeEmpty();
    }

    /** Makes sure that no alias leads to an account; CONFLICT if one does. */
    void checkNoneLeadsTo(Account account) throws DirectoryException {
        checkNoneLeadsTo("account", account, account.address());
    }

    /** Removes an account from the aliases that lead to it, and the aliases that lead nowhere then. */
    void removeTarget(Account account) {
        deleteTargets("t.account = :account", "account", account);
        removeEmpty();
    }

    private static MailAddress address(String target) throws DirectoryException {
        return Optional.ofNullable(target)
                .flatMap(MailAddress::parse)
                .filter(address -> address.localPart().isPresent())
                .orElseThrow(() -> new DirectoryException(Reason.NO_TARGET, target));
    }

    private void addTarget(Alias alias, String target, MailAddress address) throws DirectoryException {
        // Another's domain is like one on another host: it tells nothing of its names, and can't be held by this alias.
        Optional<Domain> managed = directory.reach().only(directory.domain(address.domain()));
        if (managed.isEmpty()) {
            alias.addForward(target.substring(0, target.lastIndexOf('@') + 1) + address.domain());
            return;
        }
        Domain domain = managed.get();
        String name = address.localPart().orElseThrow();
        Optional<Account> account = directory.account(domain, name);
        if (account.isPresent()) {
            alias.add(account.get());
            return;
        }
        alias.add(directory
                .alias(domain, name)
                .filter(found -> !name.equals(LocalPart.CATCH_ALL))
                .orElseThrow(() -> new DirectoryException(Reason.UNKNOWN_TARGET, address.canonical())));
    }

    /** The name of another's alias is not told. */
    private void checkNoneLeadsTo(String attribute, Object target, String address) throws DirectoryException {
        List<Alias> leading = entities.createQuery(
                        "select t.alias from AliasTarget t where t." + attribute + " = :target", Alias.class)
                .setParameter("target", target)
                .setMaxResults(1)
                .getResultList();
        if (!leading.isEmpty()) {
            Alias first = leading.get(0);
            throw directory.reach().hasDomainOf(first.address())
                    ? new DirectoryException(Reason.ALIAS_LEADS_THERE, first.address(), address)
                    : new DirectoryException(Reason.OTHERS_ALIAS_LEADS_THERE, address);
        }
    }

    private void deleteTargets(String condition, String parameter, Object value) {
        entities.createQuery("delete from AliasTarget t where " + condition)
                .setParameter(parameter, value)
                .executeUpdate();
    }

    /** An alias without targets may have been the last target of another: goes on until all have some. */
    private void removeEmpty() {
        while (true) {
            List<Long> empty = entities.createQuery(
                            "select a.id from Alias a where not exists (select t from AliasTarget t where t.alias = a)"
                                    + " and a.forwards is empty",
                            Long.class)
                    .getResultList();
            if (empty.isEmpty()) {
                return;
            }
            deleteTargets("t.targetAlias.id in :aliases", "aliases", empty);
            entities.createQuery("delete from Alias a where a.id in :aliases")
                    .setParameter("aliases", empty)
                    .executeUpdate();
        }
    }

    private AliasView view(Alias alias) {
        return views(List.of(alias)).get(0);
    }

    private List<AliasView> views(List<Alias> found) {
        Map<Long, List<String>> leading =
                targets.of(found.stream().map(Alias::id).toList());
        return found.stream()
                .map(alias ->
                        new AliasView(alias.localPart(), alias.address(), leading.getOrDefault(alias.id(), List.of())))
                .toList();
    }
}
