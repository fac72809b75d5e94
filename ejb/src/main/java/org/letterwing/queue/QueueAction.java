package org.letterwing.queue;

import java.util.EnumSet;
import java.util.Set;

import org.letterwing.directory.DirectoryException;

/** What administrators may do to an entry of the queue. */
public enum QueueAction {
    /** The next attempt is due at once; dead letters are offered to their applications again. */
    RETRY(EnumSet.of(EntryState.WAITING, EntryState.DEAD_LETTER)),
    /** It is kept back. */
    HOLD(EnumSet.of(EntryState.WAITING)),
    /** It goes on after it was kept back. */
    RELEASE(EnumSet.of(EntryState.HELD)),
    /** It is removed without a word. */
    DELETE(EnumSet.complementOf(EnumSet.of(EntryState.IN_DELIVERY))),
    /** It is given up, and its sender told so. */
    BOUNCE(EnumSet.of(EntryState.WAITING, EntryState.HELD, EntryState.DEAD_LETTER));

    private final Set<EntryState> from;

    QueueAction(Set<EntryState> from) {
        this.from = from;
    }

    /** Returns whether it can be done to an entry in a state. */
    public boolean fits(EntryState state) {
        return from.contains(state);
    }

    /** Does it to an entry. */
    void to(EntryView entry, QueueAdministration queue) throws DirectoryException {
        switch (this) {
            case RETRY -> {
                if (entry.state() == EntryState.DEAD_LETTER) {
                    queue.revive(entry.id());
                } else {
                    queue.retry(entry.id());
                }
            }
            case HOLD -> queue.hold(entry.id());
            case RELEASE -> queue.release(entry.id());
            case DELETE -> queue.delete(entry.id(), false);
            case BOUNCE -> queue.delete(entry.id(), true);
        }
    }
}
