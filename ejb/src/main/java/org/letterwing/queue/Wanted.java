package org.letterwing.queue;

import java.util.Set;

/**
 * The domains whose entries a worker wants.
 *
 * @param only whether it wants no others than these, or all others
 * @param domains these
 */
record Wanted(boolean only, Set<String> domains) {

    /** All domains. */
    static final Wanted ALL = new Wanted(false, Set.of());

    /** Copies the set. */
    Wanted {
        domains = Set.copyOf(domains);
    }

    static Wanted allBut(Set<String> domains) {
        return new Wanted(false, domains);
    }

    static Wanted only(Set<String> domains) {
        return new Wanted(true, domains);
    }

    /** Returns whether it can't be that anything is wanted. */
    boolean isNothing() {
        return only && domains.isEmpty();
    }

    /** Returns the condition for a query, which has a parameter {@code domains} unless that is empty. */
    String condition() {
        return domains.isEmpty() ? "" : " AND domain " + (only ? "" : "NOT ") + "IN (:domains)";
    }
}
