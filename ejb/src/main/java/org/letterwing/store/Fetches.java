package org.letterwing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.UidSet;
import org.letterwing.store.RecentOctets.Key;

/** Reads messages of a mailbox, as many at once as memory allows. Thread-safe. */
@ApplicationScoped
public class Fetches {

    private static final int MOST = 1000;
    private static final int MOST_STRUCTURES = 250;
    private static final int MOST_HEADERS = 250;
    private static final int MOST_CONTENTS = 32;

    /** The order of UIDs, said as the index has it: H2 would read and sort the whole mailbox for each slice. */
    private static final String INDEX_ORDER = " ORDER BY e.mailbox_id, e.uid";

    @Inject
    private EntityManager entities;

    @Inject
    private Structures structures;

    @Inject
    private Headers headers;

    protected Fetches() {}

    /** Works with the given entity manager, structures and headers. */
    Fetches(EntityManager entities, Structures structures, Headers headers) {
        this.entities = entities;
        this.structures = structures;
        this.headers = headers;
    }

    private record Row(
            long uid, long modseq, Flags flags, Instant internalDate, long size, long message, byte[] start) {

        Key key() {
            return new Key(message, size);
        }
    }

    /** Returns the first of some messages; {@code next} says where to go on. */
    public FetchedMessages fetch(long mailbox, UidSet uids, Set<FetchPart> parts) {
        int most = most(parts);
        List<Row> rows = new ArrayList<>();
        for (UidSlice slice : UidSlice.of(uids)) {
            if (rows.size() > most) {
                break;
            }
            rows.addAll(rows(mailbox, slice, parts, most + 1 - rows.size()));
        }
        long next = 0;
        if (rows.size() > most) {
            next = rows.get(most).uid();
            rows = rows.subList(0, most);
        }
        Map<Long, MessageStructure> known = parts.contains(FetchPart.STRUCTURE)
                ? structures.of(rows.stream().map(Row::message).toList())
                : Map.of();
        Map<Key, byte[]> header = parts.contains(FetchPart.HEADER) ? headers(rows) : Map.of();
        List<FetchedMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) {
            boolean gone = parts.contains(FetchPart.STRUCTURE) && !known.containsKey(row.message())
                    || parts.contains(FetchPart.HEADER) && !header.containsKey(row.key());
            if (!gone) {
                messages.add(fetched(row, known.get(row.message()), header.get(row.key())));
            }
        }
        return new FetchedMessages(messages, next);
    }

    /** Returns the headers of messages; of those whose start was read from that. */
    private Map<Key, byte[]> headers(List<Row> rows) {
        if (rows.stream().allMatch(row -> row.start() == null)) {
            return headers.of(rows.stream().map(Row::key).toList());
        }
        Map<Key, byte[]> header = new HashMap<>();
        rows.forEach(row -> header.put(row.key(), headers.header(row.key(), row.start())));
        return header;
    }

    private static int most(Set<FetchPart> parts) {
        if (parts.contains(FetchPart.CONTENT)) {
            return MOST_CONTENTS;
        }
        if (parts.contains(FetchPart.HEADER)) {
            return MOST_HEADERS;
        }
        return parts.contains(FetchPart.STRUCTURE) ? MOST_STRUCTURES : MOST;
    }

    private List<Row> rows(long mailbox, UidSlice slice, Set<FetchPart> parts, int most) {
        boolean content = parts.contains(FetchPart.CONTENT);
        return new Sql(entities)
                .list(
                        "SELECT e.uid, e.modseq, e.flags, e.keywords, e.internal_date, e.size, e.message_id"
                                + (content ? ", m.head" : "") + " FROM mailbox_entry e"
                                + (content ? " JOIN message m ON m.id = e.message_id" : "") + " WHERE e.mailbox_id = ?"
                                + slice.condition() + INDEX_ORDER + " FETCH FIRST " + most + " ROWS ONLY",
                        row -> row(row, content),
                        slice.parameters(mailbox));
    }

    private static Row row(ResultSet row, boolean withStart) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getLong(2),
                FlagBits.flags(row.getInt(3), row.getString(4)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6),
                row.getLong(7),
                withStart ? row.getBytes(8) : null);
    }

    private static FetchedMessage fetched(Row row, MessageStructure structure, byte[] header) {
        return new FetchedMessage(
                row.uid(),
                row.modseq(),
                row.flags(),
                row.internalDate(),
                row.size(),
                "M" + row.message(),
                structure,
                header,
                row.start());
    }

    /** Returns the piece of a message's content that begins at an offset; empty at the end. */
    public byte[] read(long mailbox, long uid, long offset) throws MailboxException {
        long number = offset / Message.CHUNK;
        boolean head = number == 0;
        String sql = "SELECT " + (head ? "m.head" : "c.data") + " FROM mailbox_entry e"
                + (head
                        ? " JOIN message m ON m.id = e.message_id"
                        : " LEFT JOIN message_chunk c ON c.message_id = e.message_id AND c.number = " + number)
                + " WHERE e.mailbox_id = ? AND e.uid = ?";
        List<byte[]> found = new Sql(entities).list(sql, row -> orEmpty(row.getBytes(1)), mailbox, uid);
        if (found.isEmpty()) {
            throw new MailboxException(Reason.EXPUNGED, "The message has been expunged");
        }
        byte[] piece = found.get(0);
        int start = (int) Math.min(offset % Message.CHUNK, piece.length);
        return start == 0 ? piece : Arrays.copyOfRange(piece, start, piece.length);
    }

    private static byte[] orEmpty(byte[] octets) {
        return octets == null ? new byte[0] : octets;
    }
}
