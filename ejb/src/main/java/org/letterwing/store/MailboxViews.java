package org.letterwing.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

/** Shows sessions what is in mailboxes, and what has changed there since they looked. Thread-safe. */
@ApplicationScoped
public class MailboxViews {

    @Inject
    private EntityManager entities;

    protected MailboxViews() {}

    /** Works with the given entity manager. */
    MailboxViews(EntityManager entities) {
        this.entities = entities;
    }

    private record Seen(long uid, boolean seen) {}

    /**
     * Opens a mailbox.
     *
     * @param readOnly whether its messages stay recent for the next session
     */
    public OpenMailbox open(long account, String name, boolean readOnly) throws MailboxException {
        MailboxLookup lookup = new MailboxLookup(entities);
        long mailbox = lookup.get(account, name, Reason.NONEXISTENT);
        MailboxLookup.State state = lookup.numbered(mailbox);
        if (!readOnly && state.recentUid() < state.uidNext()) {
            Mailbox told = lookup.lockAndNumber(mailbox);
            state = new MailboxLookup.State(
                    mailbox,
                    told.uidNext(),
                    told.highestModseq(),
                    told.recentUid(),
                    FlagBits.text(told.keywords()),
                    false);
            told.told();
        }
        List<Seen> messages = new Sql(entities)
                .list(
                        "SELECT e.uid, e.flags FROM mailbox_entry e WHERE e.mailbox_id = ? AND e.uid < ? ORDER BY e.uid",
                        row -> new Seen(row.getLong(1), (row.getInt(2) & FlagBits.bit(SystemFlag.SEEN)) != 0),
                        mailbox,
                        state.uidNext());
        return new OpenMailbox(
                mailbox,
                MailboxId.of(mailbox),
                mailbox,
                state.uidNext(),
                state.highestModseq(),
                UidSet.of(messages.stream().mapToLong(Seen::uid).toArray()),
                messages.stream()
                        .filter(message -> !message.seen())
                        .mapToLong(Seen::uid)
                        .findFirst()
                        .orElse(0),
                state.recentUid(),
                FlagBits.keywords(state.keywords()));
    }

    /** Returns the figures of mailboxes by the names that were asked for; missing ones are left out. */
    public Map<String, MailboxStatus> status(long account, Collection<String> names) {
        MailboxLookup lookup = new MailboxLookup(entities);
        // Each may be locked to be numbered: in the order of keys, as whoever locks several does.
        SortedMap<Long, List<String>> wanted = new TreeMap<>();
        for (String name : names) {
            lookup.find(account, name)
                    .ifPresent(mailbox -> wanted.computeIfAbsent(mailbox, m -> new ArrayList<>())
                            .add(name));
        }
        Map<String, MailboxStatus> all = new HashMap<>();
        wanted.forEach((mailbox, called) -> lookup.numberedIfThere(mailbox)
                .map(this::status)
                .ifPresent(status -> called.forEach(name -> all.put(name, status))));
        return all;
    }

    private MailboxStatus status(MailboxLookup.State state) {
        return new Sql(entities)
                .list(
                        """
                        SELECT COUNT(*), COALESCE(SUM(CASE WHEN MOD(e.flags / 8, 2) = 0 THEN 1 ELSE 0 END), 0),
                            COALESCE(SUM(MOD(e.flags / 4, 2)), 0), COALESCE(SUM(e.size), 0),
                            COALESCE(SUM(CASE WHEN e.uid >= ? THEN 1 ELSE 0 END), 0),
                            COALESCE(SUM(MOD(e.flags / 4, 2) * e.size), 0)
                        FROM mailbox_entry e WHERE e.mailbox_id = ? AND e.uid < ?
                        """,
                        row -> new MailboxStatus(
                                MailboxId.of(state.id()),
                                row.getLong(1),
                                row.getLong(5),
                                row.getLong(2),
                                row.getLong(3),
                                state.uidNext(),
                                state.id(),
                                row.getLong(4),
                                row.getLong(6),
                                state.highestModseq()),
                        state.recentUid(),
                        state.id(),
                        state.uidNext())
                .get(0);
    }

    /**
     * Returns what has changed in a mailbox since a modification sequence. What changes while it looks is told the next
     * time.
     */
    public Changes changes(long mailbox, long since) throws MailboxException {
        MailboxLookup.State state = new MailboxLookup(entities).numbered(mailbox);
        if (state.highestModseq() == since) {
            return new Changes(since, state.uidNext(), List.of(), UidSet.EMPTY);
        }
        Sql sql = new Sql(entities);
        List<MessageFlags> changed = sql.list("""
                SELECT e.uid, e.modseq, e.flags, e.keywords FROM mailbox_entry e
                WHERE e.mailbox_id = ? AND e.modseq > ? AND e.modseq <= ? ORDER BY e.uid
                """, FlagChanges::messageFlags, mailbox, since, state.highestModseq());
        List<Long> vanished = sql.list(
                "SELECT uid FROM tombstone WHERE mailbox_id = ? AND modseq > ? AND modseq <= ?",
                row -> row.getLong(1),
                mailbox,
                since,
                state.highestModseq());
        // Read last: what the sweep removes meanwhile is known to be forgotten.
        boolean remembered = sql.list(
                        "SELECT forgotten_modseq FROM mailbox WHERE id = ? AND forgotten_modseq > ?",
                        row -> row.getLong(1),
                        mailbox,
                        since)
                .isEmpty();
        return new Changes(
                state.highestModseq(),
                state.uidNext(),
                changed,
                remembered ? UidSet.of(vanished) : missing(mailbox, state.uidNext()));
    }

    /** Returns all UIDs that no message has; some of them may never have had one. */
    private UidSet missing(long mailbox, long uidNext) {
        List<Long> there = new Sql(entities)
                .list(
                        "SELECT e.uid FROM mailbox_entry e WHERE e.mailbox_id = ? AND e.uid < ? ORDER BY e.uid",
                        row -> row.getLong(1),
                        mailbox,
                        uidNext);
        return UidSet.range(1, uidNext - 1).minus(UidSet.of(there));
    }

    private record News(long mailbox, long highestModseq, boolean unnumbered) {}

    /** Returns which mailboxes have changed since the modification sequences that are known of them, or are gone. */
    public Set<Long> news(Map<Long, Long> known) {
        Set<Long> news = new HashSet<>(known.keySet());
        new Sql(entities)
                        .list("""
                        SELECT m.id, m.highest_modseq, EXISTS (
                            SELECT 1 FROM mailbox_entry e WHERE e.mailbox_id = m.id AND e.uid IS NULL)
                        FROM mailbox m WHERE m.id = ANY(?)
                        """, row -> new News(row.getLong(1), row.getLong(2), row.getBoolean(3)), (Object)
                                known.keySet().toArray(Long[]::new))
                        .stream()
                        .filter(row -> !row.unnumbered() && row.highestModseq() == known.get(row.mailbox()))
                        .forEach(row -> news.remove(row.mailbox()));
        return news;
    }
}
