package org.letterwing.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.letterwing.directory.Recipients.Kind;
import org.letterwing.directory.Recipients.Member;

/** Looks recipients up in the database. */
final class RecipientLookup {

    private final EntityManager entities;

    RecipientLookup(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns who takes the mail for an address, as {@link RecipientDirectory#accountsFor} says. */
    Recipients find(String address) {
        if (address.equalsIgnoreCase(LocalPart.POSTMASTER)) {
            return new Recipients(Kind.CATCH_ALL, false, List.of(new Member(administrator(), null)));
        }
        return MailAddress.parse(address)
                .filter(this::isManaged)
                .map(this::findManaged)
                .orElse(Recipients.FOREIGN);
    }

    private Recipients findManaged(MailAddress address) {
        List<String> names = address.names();
        Map<String, List<Member>> members = members(address.domain(), names);
        for (String name : names) {
            if (members.containsKey(name)) {
                return new Recipients(Kind.NAMED, false, members.get(name));
            }
        }
        List<Member> others = members.getOrDefault(LocalPart.CATCH_ALL, List.of());
        if (names.contains(LocalPart.POSTMASTER)) { // RFC 5321 4.5.1
            return new Recipients(
                    Kind.CATCH_ALL, false, others.isEmpty() ? List.of(new Member(administrator(), null)) : others);
        }
        return new Recipients(others.isEmpty() ? Kind.NOBODY : Kind.CATCH_ALL, isApplications(address), others);
    }

    /** Returns the key of the administrator's account. */
    long administrator() {
        return entities.createQuery("select a.id from Account a where a.domain is null", Long.class)
                .getSingleResult();
    }

    /** Returns the key of the account of exactly this address. */
    OptionalLong account(MailAddress address) {
        return entities
                .createQuery(
                        "select a.id from Account a where a.domain.name = :domain and a.localPart = :localPart",
                        Long.class)
                .setParameter("domain", address.domain().ascii())
                .setParameter("localPart", address.localPart().orElse(""))
                .getResultList()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private boolean isManaged(MailAddress address) {
        return !entities.createQuery("select d.name from Domain d where d.name = :domain", String.class)
                .setParameter("domain", address.domain().ascii())
                .getResultList()
                .isEmpty();
    }

    /** Returns the accounts behind those names that are there, and behind the catch-all. */
    private Map<String, List<Member>> members(DomainName domain, List<String> names) {
        List<String> wanted = new ArrayList<>(names);
        wanted.add(LocalPart.CATCH_ALL);
        Map<String, List<Member>> members = new HashMap<>();
        for (Tuple account : byName("a.localPart, a.id, a.quota from Account a", domain, wanted)) {
            members.put(
                    account.get(0, String.class),
                    List.of(new Member(account.get(1, Long.class), account.get(2, Long.class))));
        }
        for (Tuple alias : byName("a.localPart, a.id from Alias a", domain, wanted)) {
            members.put(alias.get(0, String.class), behind(alias.get(1, Long.class)));
        }
        return members;
    }

    private List<Tuple> byName(String selection, DomainName domain, List<String> names) {
        return entities.createQuery(
                        "select " + selection + " where a.domain.name = :domain and a.localPart in :names", Tuple.class)
                .setParameter("domain", domain.ascii())
                .setParameter("names", names)
                .getResultList();
    }

    /** Returns the accounts to which an alias leads, however many aliases lie between, each once. */
    private List<Member> behind(long alias) {
        Set<Member> members = new HashSet<>();
        Set<Long> seen = new HashSet<>(Set.of(alias));
        List<Long> next = List.of(alias);
        while (!next.isEmpty()) {
            List<Long> further = new ArrayList<>();
            for (Tuple target : targets(next)) {
                Long through = target.get(0, Long.class);
                if (through == null) {
                    members.add(new Member(target.get(1, Long.class), target.get(2, Long.class)));
                } else if (seen.add(through)) {
                    further.add(through);
                }
            }
            next = further;
        }
        return List.copyOf(members);
    }

    private List<Tuple> targets(List<Long> aliases) {
        return entities.createQuery(
                        "select t.targetAlias.id, a.id, a.quota"
                                + " from AliasTarget t left join t.account a where t.alias.id in :aliases",
                        Tuple.class)
                .setParameter("aliases", aliases)
                .getResultList();
    }

    private boolean isApplications(MailAddress address) {
        List<String> patterns = new ArrayList<>();
        patterns.add(LocalPart.CATCH_ALL + "@" + address.domain().ascii());
        if (address.localPart().isPresent()) {
            patterns.add(address.canonical());
        }
        return !entities.createQuery("select p from Listener l join l.patterns p where p in :patterns", String.class)
                .setParameter("patterns", patterns)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
