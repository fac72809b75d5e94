package org.letterwing.imap;

import java.util.List;
import java.util.Set;

/**
 * What LIST asks for (RFC 9051 6.3.9, RFC 5258).
 *
 * @param selected which mailboxes
 * @param patterns what their names are like, at least one; null to be told the separator alone
 * @param returned what is wanted of them
 * @param status the figures that are wanted of each (RFC 5819); null for none
 * @param extended whether the client knows LIST as RFC 5258 has it
 */
record ListOptions(
        Set<Selection> selected,
        List<ListPattern> patterns,
        Set<Return> returned,
        StatusItems status,
        boolean extended) {

    /** Which mailboxes. */
    enum Selection {
        SUBSCRIBED,
        SPECIAL_USE,
        /** Those of other servers too; there are none. */
        REMOTE,
        /** Those too that have such a mailbox below them. */
        RECURSIVEMATCH
    }

    /** What is wanted of mailboxes. */
    enum Return {
        SUBSCRIBED,
        CHILDREN,
        SPECIAL_USE,
        STATUS
    }

    /** Returns whether a selection option is given. */
    boolean selects(Selection selection) {
        return selected.contains(selection);
    }

    /** Returns whether subscriptions are to be told. */
    boolean wantSubscribed() {
        return selects(Selection.SUBSCRIBED) || returned.contains(Return.SUBSCRIBED);
    }

    /** Returns whether one of the patterns matches a name. */
    boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
