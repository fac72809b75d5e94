package org.letterwing.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NoResultException;
import jakarta.persistence.Tuple;

/**
 * Gives UIDs and modification sequences to what was delivered to a mailbox since it was last looked at, in the order of
 * the entries' keys. It holds the mailbox's row meanwhile, which keeps others that number away, and no delivery.
 */
final class Numbering {

    private static final int SLICE = 1000;

    private final EntityManager entities;

    Numbering(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Locks a mailbox for the rest of the transaction and numbers what has no numbers yet.
     *
     * @throws NoResultException if the mailbox is gone
     */
    Mailbox lockAndNumber(long mailboxId) {
        Mailbox mailbox = lock(mailboxId);
        long numbered = 0;
        for (long slice = SLICE; slice == SLICE; numbered += slice) {
            slice = numberSlice(mailbox);
        }
        if (numbered > 0) {
            mailbox.changed();
        }
        return mailbox;
    }

    /** Locks a mailbox for the rest of the transaction; deliveries to it go on. */
    Mailbox lock(long mailboxId) {
        Mailbox mailbox = entities.find(Mailbox.class, mailboxId, LockModeType.PESSIMISTIC_WRITE);
        if (mailbox == null) {
            throw new NoResultException("The mailbox " + mailboxId + " is gone");
        }
        return mailbox;
    }

    private long numberSlice(Mailbox mailbox) {
        int count = entities.createNativeQuery("""
                        MERGE INTO mailbox_entry e
                        USING (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM (
                            SELECT id FROM mailbox_entry WHERE mailbox_id = :mailbox AND uid IS NULL
                            ORDER BY id FETCH FIRST :slice ROWS ONLY) s) u
                        ON e.id = u.id
                        WHEN MATCHED THEN UPDATE SET uid = :uidNext + u.n - 1, modseq = :modseq
                        """)
                .setParameter("mailbox", mailbox.id())
                .setParameter("slice", SLICE)
                .setParameter("uidNext", mailbox.uidNext())
                .setParameter("modseq", mailbox.nextModseq())
                .executeUpdate();
        if (count > 0) {
            Tuple slice = (Tuple) entities.createNativeQuery(
                            "SELECT COUNT(*), SUM(size) FROM mailbox_entry WHERE mailbox_id = :mailbox AND uid >= :uid",
                            Tuple.class)
                    .setParameter("mailbox", mailbox.id())
                    .setParameter("uid", mailbox.uidNext())
                    .getSingleResult();
            mailbox.numbered(number(slice, 0), number(slice, 1));
        }
        return count;
    }

    private static long number(Tuple row, int index) {
        return row.get(index, Number.class).longValue();
    }
}
