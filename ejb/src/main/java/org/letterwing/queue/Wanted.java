package org.letterwing.queue;

import java.util.HashSet;
import java.util.Set;

/**
 * Domains: these, or all others.
 *
 * @param only whether it is no others than these, or all others
 * @param domains these
 */
record Wanted(boolean only, Set<String> domains) {

    /** All domains. */
    static final Wanted ALL = allBut(Set.of());

    /** No domain. */
    static final Wanted NOTHING = only(Set.of());

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

    boolean contains(String domain) {
        return domains.contains(domain) == only;
    }

    /** Returns those that are in both. */
    Wanted and(Wanted other) {
        if (!only && other.only) {
            return other.and(this);
        }
        Set<String> both = new HashSet<>(domains);
        if (only) {
            both.removeIf(domain -> !other.contains(domain));
        } else {
            both.addAll(other.domains);
        }
        return new Wanted(only, both);
    }

    /** Returns those that are in either. */
    Wanted or(Wanted other) {
        return not().and(other.not()).not();
    }

    /** Returns those that are not in another. */
    Wanted without(Wanted other) {
        return and(other.not());
    }

    private Wanted not() {
        return new Wanted(!only, domains);
    }
}
