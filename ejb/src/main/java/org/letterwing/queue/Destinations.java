package org.letterwing.queue;

import java.util.HashSet;
import java.util.Set;

/**
 * Destinations of entries.
 *
 * @param domains domains of other hosts, and mailboxes here
 * @param listeners listeners of applications
 */
record Destinations(Wanted domains, Wanted listeners) {

    /** All there are. */
    static final Destinations ALL = new Destinations(Wanted.ALL, Wanted.ALL);

    /** None. */
    static final Destinations NOTHING = new Destinations(Wanted.NOTHING, Wanted.NOTHING);

    /** Returns some, whatever they are. */
    static Destinations only(Set<String> some) {
        return new Destinations(Wanted.only(some), Wanted.only(some));
    }

    boolean isNothing() {
        return domains.isNothing() && listeners.isNothing();
    }

    boolean contains(String destination) {
        return (QueueEntry.isListener(destination) ? listeners : domains).contains(destination);
    }

    Destinations or(Destinations other) {
        return new Destinations(domains.or(other.domains), listeners.or(other.listeners));
    }

    Destinations without(Destinations other) {
        return new Destinations(domains.without(other.domains), listeners.without(other.listeners));
    }

    /** Returns whether it is these few and no others. */
    boolean areFew(int most) {
        return domains.only() && listeners.only() && names().size() <= most;
    }

    /** Returns the names in it, or those that are not. */
    Set<String> names() {
        Set<String> names = new HashSet<>(domains.domains());
        names.addAll(listeners.domains());
        return names;
    }
}
