package org.letterwing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.UidSet;

/** Changes the flags of messages (RFC 9051 6.4.6), under the lock of their mailbox. Thread-safe. */
@ApplicationScoped
public class FlagChanges {

    @Inject
    private EntityManager entities;

    protected FlagChanges() {}

    /** Works with the given entity manager. */
    FlagChanges(EntityManager entities) {
        this.entities = entities;
    }

    /** Changes flags, as {@link org.letterwing.mailbox.MailboxAccess#store} says. */
    public StoredFlags store(long mailbox, UidSet uids, FlagChange change, OptionalLong unchangedSince)
            throws MailboxException {
        Mailbox locked = new MailboxLookup(entities).lockAndNumber(mailbox);
        if (change.kind() != FlagChange.Kind.REMOVE) {
            locked.remember(change.flags().keywords());
        }
        long modseq = locked.nextModseq();
        List<MessageFlags> messages = new ArrayList<>();
        List<Long> modified = new ArrayList<>();
        List<MessageFlags> changed = new ArrayList<>();
        for (MessageFlags message : read(mailbox, uids)) {
            Flags flags = message.flags().changed(change);
            if (unchangedSince.isPresent() && message.modseq() > unchangedSince.getAsLong()) {
                modified.add(message.uid());
            } else if (flags.equals(message.flags())) {
                messages.add(message);
            } else {
                changed.add(new MessageFlags(message.uid(), modseq, flags));
            }
        }
        if (!changed.isEmpty()) {
            write(mailbox, changed, modseq);
            locked.changed();
        }
        messages.addAll(changed);
        messages.sort(Comparator.comparingLong(MessageFlags::uid));
        UidSet there = UidSet.of(messages.stream().map(MessageFlags::uid).toList());
        UidSet left = UidSet.of(modified);
        return new StoredFlags(messages, left, uids.minus(there).minus(left));
    }

    private List<MessageFlags> read(long mailbox, UidSet uids) {
        Sql sql = new Sql(entities);
        List<MessageFlags> found = new ArrayList<>();
        for (UidSlice slice : UidSlice.of(uids)) {
            found.addAll(sql.list(
                    "SELECT e.uid, e.modseq, e.flags, e.keywords FROM mailbox_entry e WHERE e.mailbox_id = ?"
                            + slice.condition() + " ORDER BY e.uid",
                    FlagChanges::messageFlags,
                    slice.parameters(mailbox)));
        }
        return found;
    }

    /** Most changes give many messages the same flags: one statement for all of those. */
    private void write(long mailbox, List<MessageFlags> changed, long modseq) {
        Sql sql = new Sql(entities);
        Map<Flags, List<Long>> sameFlags = changed.stream()
                .collect(Collectors.groupingBy(
                        MessageFlags::flags, Collectors.mapping(MessageFlags::uid, Collectors.toList())));
        sameFlags.forEach((flags, uids) -> {
            for (UidSlice slice : UidSlice.of(UidSet.of(uids))) {
                sql.update(
                        "UPDATE mailbox_entry e SET flags = ?, keywords = CAST(? AS VARCHAR), modseq = ? WHERE e.mailbox_id = ?"
                                + slice.condition(),
                        slice.parameters(
                                FlagBits.bits(flags.system()), FlagBits.text(flags.keywords()), modseq, mailbox));
            }
        });
    }

    static MessageFlags messageFlags(ResultSet row) throws SQLException {
        return new MessageFlags(
                row.getLong("uid"),
                row.getLong("modseq"),
                FlagBits.flags(row.getInt("flags"), row.getString("keywords")));
    }
}
