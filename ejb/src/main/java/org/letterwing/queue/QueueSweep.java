package org.letterwing.queue;

import java.util.Collection;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Page;

/**
 * Does the same to many entries of the queue, each in a transaction of its own. The beans that find and change entries look
 * who asks.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueSweep {

    private static final int BATCH = 200;

    @EJB
    private QueueSearch search;

    @EJB
    private QueueAdministration queue;

    /** For the container. */
    public QueueSweep() {}

    QueueSweep(QueueSearch search, QueueAdministration queue) {
        this.search = search;
        this.queue = queue;
    }

    /**
     * What was done.
     *
     * @param changed to how many entries
     * @param next where to go on with the others; null if all were looked at
     */
    public record Swept(long changed, String next) {}

    /**
     * Does something to the entries that a filter means, as far as their states allow it.
     *
     * @param after the {@code next} of the call before; null for the first
     * @param most how many entries are looked at in this call
     */
    public Swept all(QueueFilter filter, QueueAction action, String after, int most) throws DirectoryException {
        long changed = 0;
        String next = after;
        for (int left = most; left > 0; left -= BATCH) {
            Page<EntryView> page = search.list(filter, next, Math.min(BATCH, left));
            changed += each(page.items(), action);
            next = page.next();
            if (next == null) {
                break;
            }
        }
        return new Swept(changed, next);
    }

    /** Does something to entries, as far as their states allow it; returns to how many. */
    public long each(Collection<EntryView> entries, QueueAction action) throws DirectoryException {
        long changed = 0;
        for (EntryView entry : entries) {
            if (action.fits(entry.state()) && attempt(entry, action)) {
                changed++;
            }
        }
        return changed;
    }

    /** An entry that has gone on meanwhile is left as it is. */
    private boolean attempt(EntryView entry, QueueAction action) throws DirectoryException {
        try {
            action.to(entry, queue);
            return true;
        } catch (DirectoryException e) {
            if (e.kind() == Kind.CONFLICT || e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
