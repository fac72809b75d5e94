package org.letterwing.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

/**
 * To where aliases lead, as people read it. It asks for many aliases at once, and by lists of their keys: what is loaded by
 * and by comes as an array, for which H2 looks through the whole table.
 */
final class AliasTargets {

    private static final String HERE = """
            select t.alias.id, a.localPart, ad.name, n.localPart, nd.name
            from AliasTarget t left join t.account a left join a.domain ad
            left join t.targetAlias n left join n.domain nd
            where t.alias.id in :aliases order by t.id
            """;

    private static final String ELSEWHERE =
            "select a.id, f from Alias a join a.forwards f where a.id in :aliases order by f";

    private final EntityManager entities;

    AliasTargets(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the addresses behind each of some aliases: first accounts and aliases, then what is on other hosts. */
    Map<Long, List<String>> of(Collection<Long> aliases) {
        Map<Long, List<String>> targets = new HashMap<>();
        if (!aliases.isEmpty()) {
            tuples(HERE, aliases)
                    .forEach(row -> add(
                            targets,
                            row,
                            row.get(1) != null
                                    ? shown(row.get(1, String.class), row.get(2, String.class))
                                    : shown(row.get(3, String.class), row.get(4, String.class))));
            tuples(ELSEWHERE, aliases).forEach(row -> add(targets, row, Alias.shown(row.get(1, String.class))));
        }
        return targets;
    }

    private List<Tuple> tuples(String query, Collection<Long> aliases) {
        return entities.createQuery(query, Tuple.class)
                .setParameter("aliases", aliases)
                .getResultList();
    }

    private static void add(Map<Long, List<String>> targets, Tuple row, String address) {
        targets.computeIfAbsent(row.get(0, Long.class), alias -> new ArrayList<>())
                .add(address);
    }

    private static String shown(String localPart, String domain) {
        return localPart + "@" + new DomainName(domain).unicode();
    }
}
