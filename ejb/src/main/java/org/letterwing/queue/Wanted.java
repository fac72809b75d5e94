package org.letterwing.queue;

import java.util.Set;

/**
 * The destinations whose entries a worker wants. Mailboxes are wanted always.
 *
 * @param only whether of other hosts' domains it wants no others than these, or all others
 * @param domains these
 * @param listeners the listeners of applications whose mail it wants
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

    /** Returns whether entries with that destination are wanted. */
    boolean contains(String destination) {
        if (destination.equals(QueueEntry.MAILBOXES)) {
            return true;
        }
        return QueueEntry.isListener(destination)
                ? listeners.contains(destination)
                : domains.contains(destination) == only;
    }
}
