package org.letterwing.store;

import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.NoResultException;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;

/**
 * Finds mailboxes, and gives numbers to what was delivered to them since they were last looked at: without a lock if
 * there is nothing. Lives in one transaction.
 */
final class MailboxLookup {

    private final EntityManager entities;

    MailboxLookup(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The numbers of a mailbox.
     *
     * @param recentUid the lowest UID that no session has been told of
     * @param keywords as they are kept
     */
    record State(long id, long uidNext, long highestModseq, long recentUid, String keywords, boolean unnumbered) {}

    /** Returns the key of an account's mailbox. */
    Optional<Long> find(long account, String name) {
        return new Sql(entities)
                        .list(
                                "SELECT id FROM mailbox WHERE account_id = ? AND name = ?",
                                row -> row.getLong("id"),
                                account,
                                MailboxName.canonical(name))
                        .stream()
                        .findFirst();
    }

    /** Returns the key of an account's mailbox, or says why there is none. */
    long get(long account, String name, Reason otherwise) throws MailboxException {
        return find(account, name).orElseThrow(() -> new MailboxException(otherwise, "There is no such mailbox"));
    }

    /** Returns the numbers of a mailbox, when all that is in it has some. */
    State numbered(long mailbox) throws MailboxException {
        State state = state(mailbox);
        if (!state.unnumbered()) {
            return state;
        }
        Mailbox numbered = lockAndNumber(mailbox);
        return new State(
                mailbox,
                numbered.uidNext(),
                numbered.highestModseq(),
                numbered.recentUid(),
                FlagBits.text(numbered.keywords()),
                false);
    }

    /** Returns the numbers of a mailbox, when all that is in it has some; empty if it is gone meanwhile. */
    Optional<State> numberedIfThere(long mailbox) {
        try {
            return Optional.of(numbered(mailbox));
        } catch (MailboxException e) {
            return Optional.empty();
        }
    }

    private State state(long mailbox) throws MailboxException {
        return new Sql(entities)
                        .list(
                                """
                        SELECT m.uid_next, m.highest_modseq, m.recent_uid, m.keywords, EXISTS (
                            SELECT 1 FROM mailbox_entry e WHERE e.mailbox_id = m.id AND e.uid IS NULL) AS unnumbered
                        FROM mailbox m WHERE m.id = ?
                        """,
                                row -> new State(
                                        mailbox,
                                        row.getLong("uid_next"),
                                        row.getLong("highest_modseq"),
                                        row.getLong("recent_uid"),
                                        row.getString("keywords"),
                                        row.getBoolean("unnumbered")),
                                mailbox)
                        .stream()
                        .findFirst()
                        .orElseThrow(MailboxLookup::gone);
    }

    /** Locks a mailbox for the rest of the transaction and numbers all that is in it. */
    Mailbox lockAndNumber(long mailbox) throws MailboxException {
        try {
            return new Numbering(entities).lockAndNumber(mailbox);
        } catch (NoResultException e) {
            throw gone();
        }
    }

    private static MailboxException gone() {
        return new MailboxException(Reason.NONEXISTENT, "The mailbox is gone");
    }
}
