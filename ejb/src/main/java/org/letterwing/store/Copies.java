package org.letterwing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.UidSet;

/**
 * Copies messages from one mailbox to another (RFC 9051 6.4.7), and moves them (RFC 6851): their contents stay where they
 * are. Both mailboxes are locked, in the order of their keys, so that nobody waits for each other. Thread-safe.
 */
@ApplicationScoped
public class Copies {

    private static final int SLICE = 1000;

    @Inject
    private EntityManager entities;

    protected Copies() {}

    /** Works with the given entity manager. */
    Copies(EntityManager entities) {
        this.entities = entities;
    }

    private record Source(long id, long uid, long message, long size, Instant internalDate, Flags flags) {}

    /** Copies messages to a mailbox of an account. */
    public CopiedMessages copy(long mailbox, UidSet uids, long account, String target) throws MailboxException {
        long to = new MailboxLookup(entities).get(account, target, Reason.TRYCREATE);
        Mailbox[] locked = lock(mailbox, to);
        List<Source> sources = sources(mailbox, uids);
        new Quotas(entities)
                .check(account, sources.stream().mapToLong(Source::size).sum());
        return copied(locked[0], locked[1], sources);
    }

    /** Moves messages to a mailbox of an account. */
    public CopiedMessages move(long mailbox, UidSet uids, long account, String target) throws MailboxException {
        return move(mailbox, new MailboxLookup(entities).get(account, target, Reason.TRYCREATE), uids);
    }

    /** Moves all messages of a mailbox to another one. */
    void moveAll(long mailbox, long target) throws MailboxException {
        move(mailbox, target, UidSet.range(1, UidSet.MAX));
    }

    private CopiedMessages move(long mailbox, long target, UidSet uids) throws MailboxException {
        Mailbox[] locked = lock(mailbox, target);
        List<Source> sources = sources(mailbox, uids);
        CopiedMessages copied = copied(locked[0], locked[1], sources);
        if (!sources.isEmpty()) {
            new Entries(entities)
                    .expunge(locked[0], sources.stream().map(Source::id).toList());
        }
        return new CopiedMessages(copied.uidValidity(), copied.sources(), copied.copies(), locked[0].highestModseq());
    }

    /** Locks and numbers a mailbox and its target, and returns both. */
    private Mailbox[] lock(long from, long to) throws MailboxException {
        MailboxLookup lookup = new MailboxLookup(entities);
        Mailbox first = lookup.lockAndNumber(Math.min(from, to));
        Mailbox second = from == to ? first : lookup.lockAndNumber(Math.max(from, to));
        return from <= to ? new Mailbox[] {first, second} : new Mailbox[] {second, first};
    }

    private List<Source> sources(long mailbox, UidSet uids) {
        Sql sql = new Sql(entities);
        List<Source> sources = new ArrayList<>();
        for (UidSlice slice : UidSlice.of(uids)) {
            sources.addAll(sql.list(
                    "SELECT e.id, e.uid, e.message_id, e.size, e.internal_date, e.flags, e.keywords"
                            + " FROM mailbox_entry e WHERE e.mailbox_id = ?" + slice.condition() + " ORDER BY e.uid",
                    Copies::source,
                    slice.parameters(mailbox)));
        }
        return sources;
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                row.getLong("id"),
                row.getLong("uid"),
                row.getLong("message_id"),
                row.getLong("size"),
                Sql.instant(row, "internal_date"),
                FlagBits.flags(row.getInt("flags"), row.getString("keywords")));
    }

    private CopiedMessages copied(Mailbox from, Mailbox to, List<Source> sources) throws MailboxException {
        for (Source source : sources) {
            to.remember(source.flags().keywords());
        }
        List<Long> copies = new ArrayList<>(sources.size());
        for (int start = 0; start < sources.size(); start += SLICE) {
            List<NumberedEntry> entries = new ArrayList<>(SLICE);
            for (Source source : sources.subList(start, Math.min(start + SLICE, sources.size()))) {
                long uid = to.uidNext() + entries.size();
                entries.add(new NumberedEntry(
                        to, source.message(), uid, source.size(), source.internalDate(), source.flags()));
                copies.add(uid);
            }
            insert(to, entries);
        }
        if (!sources.isEmpty()) {
            to.changed();
        }
        return new CopiedMessages(to.id(), sources.stream().map(Source::uid).toList(), copies, from.highestModseq());
    }

    private void insert(Mailbox to, List<NumberedEntry> entries) {
        entries.forEach(entities::persist);
        entities.flush();
        entries.forEach(entities::detach);
        to.numbered(
                entries.size(), entries.stream().mapToLong(NumberedEntry::size).sum());
    }
}
