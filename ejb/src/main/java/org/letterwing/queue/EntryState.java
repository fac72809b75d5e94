package org.letterwing.queue;

import java.util.Set;

/** Where a recipient of a queued mail is on its way. */
public enum EntryState {
    /** Its next attempt will come. */
    WAITING,
    /** A worker has it under a lease. */
    IN_DELIVERY,
    /** An administrator keeps it back. */
    HELD,
    /** An application did not take it as often as it was offered, or was away too long; an administrator decides. */
    DEAD_LETTER,
    /** A next hop has taken the mail. */
    DELIVERED,
    /** It is given up. */
    FAILED;

    /** Returns the states that may follow. */
    Set<EntryState> next() {
        return switch (this) {
            case WAITING -> Set.of(IN_DELIVERY, HELD, WAITING, FAILED, DEAD_LETTER);
            case IN_DELIVERY -> Set.of(WAITING, DELIVERED, FAILED, DEAD_LETTER);
            case HELD, DEAD_LETTER -> Set.of(WAITING, FAILED);
            case DELIVERED, FAILED -> Set.of();
        };
    }

    /** Returns its name in queries: PostgreSQL uses the indexes of some states if it sees which one is meant. */
    String literal() {
        return EntryState.class.getName() + "." + name();
    }

    /** Returns whether nothing more will happen. */
    public boolean isEnd() {
        return next().isEmpty();
    }
}
