package org.letterwing.mailbox;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Flags of a message (RFC 9051 2.3.2): system flags, and keywords, which are the same in any case of their letters.
 * {@code \Recent} is none of them. Immutable.
 *
 * @param system the system flags
 * @param keywords the keywords, each an atom, as first written
 */
public record Flags(Set<SystemFlag> system, Set<String> keywords) {

    /** None. */
    public static final Flags NONE = new Flags(Set.of(), Set.of());

    /** Takes copies. */
    public Flags {
        system = system.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(system));
        keywords = keywords.isEmpty() ? Set.of() : Collections.unmodifiableSet(sorted(keywords));
    }

    private static Set<String> sorted(Collection<String> keywords) {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(keywords);
        return sorted;
    }

    /** Returns whether a system flag is there. */
    public boolean has(SystemFlag flag) {
        return system.contains(flag);
    }

    /** Returns these flags after a change. */
    public Flags changed(FlagChange change) {
        if (change.kind() == FlagChange.Kind.REPLACE) {
            return change.flags();
        }
        Set<SystemFlag> changedSystem = EnumSet.noneOf(SystemFlag.class);
        changedSystem.addAll(system);
        Set<String> changedKeywords = sorted(keywords);
        if (change.kind() == FlagChange.Kind.ADD) {
            changedSystem.addAll(change.flags().system());
            changedKeywords.addAll(change.flags().keywords());
        } else {
            changedSystem.removeAll(change.flags().system());
            change.flags().keywords().forEach(changedKeywords::remove);
        }
        return new Flags(changedSystem, changedKeywords);
    }
}
