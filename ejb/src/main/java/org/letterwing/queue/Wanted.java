package org.letterwing.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The entries that a worker wants. Those of recipients here are wanted always, unless they wait for a listener of an
 * application.
 *
 * @param only whether of other hosts it wants no other domains than these, or all others
 * @param domains these
 * @param listeners the listeners whose mail it wants
 */
record Wanted(boolean only, Set<String> domains, Set<String> listeners) {

    /** All domains, and no listeners. */
    static final Wanted ALL = allBut(Set.of());

    /** Copies the sets. */
    Wanted {
        domains = Set.copyOf(domains);
        listeners = Set.copyOf(listeners);
    }

    static Wanted allBut(Set<String> domains) {
        return new Wanted(false, domains, Set.of());
    }

    static Wanted only(Set<String> domains) {
        return new Wanted(true, domains, Set.of());
    }

    /** Wants the mail of listeners too. */
    Wanted with(Set<String> some) {
        return new Wanted(only, domains, some);
    }

    /** Returns the condition for a query, which has the {@link #parameters}. */
    String condition() {
        return " AND (ours AND (listener IS NULL" + (listeners.isEmpty() ? "" : " OR listener IN (:listeners)") + ")"
                + (only && domains.isEmpty() ? "" : " OR NOT ours" + domainCondition()) + ")";
    }

    private String domainCondition() {
        return domains.isEmpty() ? "" : " AND domain " + (only ? "" : "NOT ") + "IN (:domains)";
    }

    /** Returns the parameters of the condition by their names. */
    Map<String, Set<String>> parameters() {
        Map<String, Set<String>> parameters = new HashMap<>();
        if (!domains.isEmpty()) {
            parameters.put("domains", domains);
        }
        if (!listeners.isEmpty()) {
            parameters.put("listeners", listeners);
        }
        return parameters;
    }
}
