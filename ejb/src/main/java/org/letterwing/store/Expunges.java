package org.letterwing.store;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.UidSet;

/** Removes messages with {@code \Deleted} from mailboxes (RFC 9051 6.4.3, RFC 4315 2.1). Thread-safe. */
@ApplicationScoped
public class Expunges {

    private static final String DELETED =
            "SELECT e.id, e.uid FROM mailbox_entry e WHERE e.mailbox_id = ? AND MOD(e.flags / 4, 2) = 1";

    @Inject
    private EntityManager entities;

    protected Expunges() {}

    /** Works with the given entity manager. */
    Expunges(EntityManager entities) {
        this.entities = entities;
    }

    private record Deleted(long id, long uid) {}

    /**
     * Removes messages.
     *
     * @param uids only those among these; null for all
     * @return what has vanished, and the numbers of the mailbox after it
     */
    public Changes expunge(long mailbox, UidSet uids) throws MailboxException {
        Mailbox locked = new MailboxLookup(entities).lockAndNumber(mailbox);
        Sql sql = new Sql(entities);
        List<Deleted> deleted = new ArrayList<>();
        for (UidSlice slice : UidSlice.of(uids == null ? UidSet.range(1, UidSet.MAX) : uids)) {
            deleted.addAll(sql.list(
                    DELETED + slice.condition(),
                    row -> new Deleted(row.getLong(1), row.getLong(2)),
                    slice.parameters(mailbox)));
        }
        if (!deleted.isEmpty()) {
            new Entries(entities)
                    .expunge(locked, deleted.stream().map(Deleted::id).toList());
        }
        return new Changes(
                locked.highestModseq(),
                locked.uidNext(),
                List.of(),
                UidSet.of(deleted.stream().map(Deleted::uid).toList()));
    }
}
