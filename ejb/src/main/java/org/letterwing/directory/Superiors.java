package org.letterwing.directory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;

/**
 * Keeps administrators of some domains from accounts of theirs that may do more than they: who sets the password of such
 * an account could use its rights in other domains, and who suspends or removes it would take them away.
 */
final class Superiors {

    private final EntityManager entities;

    Superiors(EntityManager entities) {
        this.entities = entities;
    }

    /** FORBIDDEN if the account has a right in a domain that is out of reach. */
    void check(Account account, Reach reach) throws DirectoryException {
        if (!reach.isAll() && (administersMore(account, reach) || sendsAsMore(account, reach))) {
            throw new DirectoryException(Reason.RIGHTS_ELSEWHERE, account.address());
        }
    }

    private boolean administersMore(Account account, Reach reach) {
        return !reach.domains().containsAll(new DomainAdministrators(entities).domainsOf(account));
    }

    /** By grants, or as an alias, whose mail it gets too: {@link SenderPolicy}. */
    private boolean sendsAsMore(Account account, Reach reach) {
        return !entities
                        .createQuery("select g.address from SenderGrant g where g.account = :account", String.class)
                        .setParameter("account", account)
                        .getResultList()
                        .stream()
                        .allMatch(reach::hasDomainOf)
                || !aliasesTo(account).stream().map(Alias::address).allMatch(reach::hasDomainOf);
    }

    /** Returns the aliases that lead to an account, however many lie between. */
    private Set<Alias> aliasesTo(Account account) {
        Set<Alias> found = new HashSet<>(leading("account", account));
        Deque<Alias> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            leading("targetAlias", open.pop()).stream().filter(found::add).forEach(open::push);
        }
        return found;
    }

    private List<Alias> leading(String attribute, Object target) {
        return entities.createQuery(
                        "select t.alias from AliasTarget t where t." + attribute + " = :target", Alias.class)
                .setParameter("target", target)
                .getResultList();
    }
}
